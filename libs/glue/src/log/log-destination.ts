import { destination } from 'pino';

/**
 * Standard output, for the log. Optimized for speed: the lines of one turn of the event loop are
 * written together (`npm run bench -- --part update`). A write for each would cost more than
 * formatting it, and pino's own buffer measures its whole content again with each line.
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
