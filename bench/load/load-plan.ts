/** How many connections send at once. */
export const CONNECTIONS = 32;

export interface LoadRequest {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** The end of a round: after this many seconds, or after this many requests. */
export type Limit = { seconds: number } | { requests: number };

/** The parameters of one round of load. */
export interface LoadPlan {
  url: string;
  connections: number;
  /** Each connection repeats them in order, beginning at another one. */
  requests: LoadRequest[];
  /** Before the measurement: opens connections, and lets the server compile. */
  warmUp: Limit;
  limit: Limit;
  /** The only status of each response; any of 2xx without it. */
  status?: number;
  /** The processes whose CPU time is measured. */
  pids: number[];
}

export interface LoadResult {
  requests: number;
  seconds: number;
  /** Statuses other than 2xx, and requests without a response. */
  failures: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the measured processes. */
  cpuSeconds: number;
}
