/** Where an operator runs a tool, perhaps at another process than the tool itself. */
export interface Terminal {
  /** Aborted when the operator interrupts the tool, or its process stops: end with this reason. */
  readonly signal: AbortSignal;
  /** Prints lines; resolves when more may be printed. */
  print(text: string): Promise<void>;
  /** The answer to a question; `undefined` without a terminal to ask at. */
  ask(question: string): Promise<string | undefined>;
}
