import { EXIT } from './command-error.js';
import { COMMAND } from './product.js';
import type { Sink } from './world.types.js';

/** A stream that says when it cannot be written. */
export type Watched = Sink & {
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
};

/** What becomes of the command when its output cannot be written. */
export class Streams {
  /** Whether the command changes nothing: without its output there is nothing more to do. */
  isOnlyReading = false;
  private hasFailed = false;

  /** @param exit ends the process at once */
  constructor(
    stdout: Watched,
    private readonly stderr: Watched,
    private readonly exit: (code: number) => void,
  ) {
    stdout.on('error', (error) => this.onError(error));
    stderr.on('error', () => undefined); // there is no other place for messages
  }

  /** The exit code of the process. @param code that of the command */
  exitOf(code: number): number {
    return code === EXIT.ok && this.hasFailed ? EXIT.refused : code;
  }

  /** A closed pipe, as after `| head`, is no failure: a command that writes does all of its work, unseen. */
  private onError(error: NodeJS.ErrnoException): void {
    const isClosed = error.code === 'EPIPE';
    if (!isClosed && !this.hasFailed) {
      this.hasFailed = true;
      this.stderr.write(`${COMMAND}: stdout cannot be written: ${error.message}\n`);
    }
    if (this.isOnlyReading) this.exit(isClosed ? EXIT.ok : EXIT.refused);
  }
}
