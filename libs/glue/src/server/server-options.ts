import type { ApiOptions } from '../kernel/index.js';

export interface ServerOptions {
  page?: string | undefined;
  api?: ApiOptions;
}
