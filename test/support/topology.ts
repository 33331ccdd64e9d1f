/** The product, running in some topology. */
export interface RunningSystem {
  /** Where users, login and sessions are. */
  authUrl: string;
  /** Where items are; the same as `authUrl` in one process. */
  todoUrl: string;
  /** Where its processes work, and the variables that they share. */
  folder: string;
  env: NodeJS.ProcessEnv;
  /** All that its processes have logged so far. */
  log(): string;
  /** Asks all its processes to stop; resolves to their exit codes. */
  stop(): Promise<(number | null)[]>;
  /** Takes all its processes down at once, and starts them again on the same data. */
  crash(): Promise<void>;
  /** Stops for good, and removes its data. */
  dispose(): Promise<void>;
}

/** The running system, once the tests run. */
export type System = () => RunningSystem;

/** One way of running the product. The same test body runs in each. */
export interface Topology {
  name: string;
  /** Starts it on fresh data, with additional variables. */
  start(env?: NodeJS.ProcessEnv): Promise<RunningSystem>;
}
