/** The parameters of the calling process. */
export interface KernelQuestion {
  tokens: string[];
  users: number;
}

/** The speed of one call of AUTH_CLIENT with one binding. */
export interface KernelFigures {
  binding: string;
  call: string;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}
