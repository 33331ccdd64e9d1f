/** Takes text, as streams of Node do. */
export interface Sink {
  write(text: string): unknown;
}

/** What the command has of its process. Tests have another one. */
export interface World {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Whether a person sees stdout: then control characters are escaped in all of it. */
  readonly isTerminal: boolean;
  readonly hasColour: boolean;
  /** Whether a person types stdin. */
  readonly isAtTerminal: boolean;
  /** The file with the address and the access token. */
  readonly configFile: string;
  /** The name of this machine, for the name of the access token. */
  readonly host: string;
  /** The time zone of this machine, such as `Europe/Berlin`. */
  readonly zone: string;
  /** Whether errors of the program itself are shown with their stacks. */
  readonly isDebugged: boolean;
  now(): Date;
  /** Waits, in milliseconds. */
  pause(ms: number): Promise<unknown>;
  /** All that the command changes is done before it prints: it ends as soon as its output cannot be written. */
  onlyReads(): void;
  /** Asks on the terminal, or reads the next line of stdin. @throws CommandError without an answer */
  ask(question: string, how?: { hidden: boolean }): Promise<string>;
  /** All of stdin. */
  readInput(): Promise<Uint8Array>;
  readFile(path: string): Promise<Uint8Array>;
  /** Aborted when the user stops the command; before the first call, the stop ends the process at once. */
  stopping(): AbortSignal;
}
