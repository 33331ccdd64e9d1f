export interface LoadRequest {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** When a round is over: after so many seconds, or after so many requests. */
export type Limit = { seconds: number } | { requests: number };

/** What one round of load is. */
export interface LoadPlan {
  url: string;
  connections: number;
  /** Each connection goes through them round and round, beginning at another place. */
  requests: LoadRequest[];
  /** Ahead of what is measured: makes connections, and lets the server compile. */
  warmUp: Limit;
  limit: Limit;
  /** The processes whose processor time is measured. */
  pids: number[];
}

export interface LoadResult {
  requests: number;
  seconds: number;
  /** Answers other than 2xx, and requests without an answer. */
  failures: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the processes that were loaded. */
  cpuSeconds: number;
}
