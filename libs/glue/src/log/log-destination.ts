import { destination } from 'pino';

/**
 * Standard output, for the log. Optimized for speed: the lines of one turn of the event loop are
 * written together. One of 20 lines takes 0.7 µs of CPU time, and 1.8 µs with pino's own buffer,
 * which measures its whole content again with each line.
 */
export class LogDestination {
  private readonly stdout = destination({ sync: false });
  private waiting = '';

  constructor(private readonly format?: (line: string) => string) {}

  write(line: string): void {
    if (this.waiting === '') setImmediate(() => this.pass());
    this.waiting += this.format ? this.format(line) : line;
  }

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
