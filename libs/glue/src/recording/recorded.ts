/** The version of the format of recordings. */
export const RECORDING_VERSION = 1;

/** The first line of each process: what it runs, and which routes belong to which context. */
export interface RecordedProcess {
  readonly recording: typeof RECORDING_VERSION;
  readonly service: string;
  readonly version: string;
  readonly node: string;
  /** In ISO 8601. */
  readonly startedAt: string;
  /** The paths of the contexts that the process hosts. */
  readonly contexts: Readonly<Record<string, readonly string[]>>;
}

/** A call of a contract. Never what was sent or received, only how much of it. */
export interface RecordedCall {
  /** `<contract>.<call>` */
  readonly call: string;
  readonly kind: 'query' | 'command';
  readonly binding: 'in_process' | 'http';
  /** The context that called within a call of its own; otherwise that of the route. */
  readonly from?: string;
  /** From the start of the request, in milliseconds. */
  readonly start: number;
  readonly ms: number;
  /** The bytes of the input and of the output as JSON. */
  readonly sent: number;
  readonly received: number;
  /** Over HTTP several of them may share a request. */
  readonly batched?: true;
  readonly inTransaction?: true;
  /** Answered from a cache of the caller. */
  readonly reused?: true;
  readonly failed?: true;
}

/** A public request with its calls. */
export interface RecordedRequest {
  /** When it ended, in milliseconds after the start of the process. */
  readonly at: number;
  readonly method: string;
  /** Its pattern, never the path. */
  readonly route: string;
  readonly status: `${number}xx`;
  /** From its headers to the end of the response. */
  readonly ms: number;
  readonly calls: readonly RecordedCall[];
}

/** A call outside of requests, such as one for events. */
export interface RecordedOutside {
  readonly at: number;
  readonly outside: Omit<RecordedCall, 'start'>;
}
