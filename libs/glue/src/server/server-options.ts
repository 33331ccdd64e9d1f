import type { ApiOptions } from '../kernel/index.js';

export interface ServerOptions {
  page?: string | undefined;
  api?: ApiOptions;
  /** The contexts that it hosts, for its metrics. */
  contexts?: readonly string[];
}
