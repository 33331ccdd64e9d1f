import type { ApiOptions } from '../kernel/index.js';

export interface ServerOptions {
  page?: string | undefined;
  api?: ApiOptions;
  /** The contexts that it hosts, with the paths of their public routes. */
  contexts?: Readonly<Record<string, readonly string[]>>;
}
