import { Console } from 'node:console';
import { createInterface } from 'node:readline';
import type { Terminal } from './terminal.js';

/** The terminal of this process. Ctrl-C ends the process. */
export class LocalTerminal implements Terminal {
  readonly signal = new AbortController().signal;
  /** Ignores that the reader of a pipe has ended. */
  private readonly console: Console;

  constructor(
    private readonly input: NodeJS.ReadableStream & { isTTY?: boolean } = process.stdin,
    private readonly output: NodeJS.WritableStream = process.stdout,
    private readonly interrupt = () => void process.kill(process.pid, 'SIGINT'),
  ) {
    this.console = new Console(output);
  }

  /** Node writes to files, pipes and terminals at once. */
  async print(text: string): Promise<void> {
    this.console.log(text);
  }

  async ask(question: string): Promise<string | undefined> {
    if (!this.input.isTTY) return undefined;
    const lines = createInterface({ input: this.input, output: this.output });
    return new Promise((resolve) => {
      lines.once('SIGINT', this.interrupt);
      lines.once('close', () => resolve('')); // Ctrl-D
      lines.question(question, (answer) => {
        resolve(answer);
        lines.close();
      });
    });
  }
}
