/** The parameters of the calling process. */
export interface KernelQuestion {
  tokens: string[];
  users: number;
}

/** How fast one call of AUTH_CLIENT is by one binding. */
export interface KernelFigures {
  binding: string;
  call: string;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}
