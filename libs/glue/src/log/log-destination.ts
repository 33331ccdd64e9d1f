import { destination } from 'pino';

/**
 * Standard output, for the log: the lines of one turn of the event loop are written together,
 * because a write for each would cost more than formatting it. pino has a buffer for that, which
 * measures its whole content again with each line.
 */
export class LogDestination {
  private readonly stdout = destination({ sync: false });
  private waiting = '';

  /** @param format converts each line; without it lines are written unchanged */
  constructor(private readonly format?: (line: string) => string) {}

  write(line: string): void {
    if (this.waiting === '') setImmediate(() => this.pass());
    this.waiting += this.format ? this.format(line) : line;
  }

  /** Writes the buffer synchronously, for the end of a process. */
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
