import { destination } from 'pino';

/**
 * Standard output, for the log: the lines of one turn of the event loop are written together, as a
 * write for each would cost more than making it. pino has a buffer of its own for that, which
 * measures all that waits in it again with each line.
 */
export class LogDestination {
  private readonly stdout = destination({ sync: false });
  private waiting = '';

  /** @param format what becomes of each line; without it lines are written as they come */
  constructor(private readonly format?: (line: string) => string) {}

  write(line: string): void {
    if (this.waiting === '') setImmediate(() => this.pass());
    this.waiting += this.format ? this.format(line) : line;
  }

  /** Writes what waits before it returns, as at the end of a process. */
  flushSync(): void {
    this.pass();
    this.stdout.flushSync();
  }

  private pass(): void {
    if (this.waiting === '') return;
    this.stdout.write(this.waiting);
    this.waiting = '';
  }
}
