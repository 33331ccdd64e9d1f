/** The product, running in some topology. */
export interface RunningSystem {
  /** The address of users, login and sessions. */
  authUrl: string;
  /** The address of items; the same as `authUrl` in one process. */
  todoUrl: string;
  /** The working folder of its processes, and the variables that they share. */
  folder: string;
  env: NodeJS.ProcessEnv;
  /** All that its processes have logged so far. */
  log(): string;
  /** Stops all its processes; resolves to their exit codes. */
  stop(): Promise<(number | null)[]>;
  /** Kills all its processes at once, and starts them again on the same data. */
  crash(): Promise<void>;
  /** Stops for good, and removes its data. */
  dispose(): Promise<void>;
}

/** The address of a context, by its name. */
export type UrlOf = (context: string) => string;

/** The running system, while tests run. */
export type System = () => RunningSystem;

/** One way of running the product. The same test body runs in each. */
export interface Topology {
  name: string;
  /** Starts it on fresh data, with additional variables. */
  start(env?: NodeJS.ProcessEnv): Promise<RunningSystem>;
}
