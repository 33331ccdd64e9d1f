import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError, EXIT, usage } from '../command-error.js';
import type { Sink } from '../world.types.js';

const NO_ANSWER = 'There was no answer.';

type Input = NodeJS.ReadableStream & { isTTY?: boolean };

/** Asks a person at the terminal, or takes lines of a file or pipe. Questions are no data: they go to stderr. */
export class Questions {
  private lines: { iterator: AsyncIterator<string>; reader: Interface } | undefined;

  constructor(
    private readonly input: Input,
    private readonly stderr: Sink,
  ) {}

  /** @param hidden shows nothing of what is typed. @throws CommandError without an answer */
  ask(question: string, { hidden }: { hidden: boolean } = { hidden: false }): Promise<string> {
    return this.input.isTTY ? this.askPerson(question, hidden) : this.nextLine();
  }

  /** Stops reading, so that the process can end. */
  close(): void {
    this.lines?.reader.close();
  }

  private async nextLine(): Promise<string> {
    if (!this.lines) {
      const reader = createInterface({ input: this.input });
      this.lines = { reader, iterator: reader[Symbol.asyncIterator]() };
    }
    const next = await this.lines.iterator.next();
    if (next.done) throw usage(NO_ANSWER);
    return next.value;
  }

  private askPerson(question: string, hidden: boolean): Promise<string> {
    const output = new Writable({
      write: (chunk: Buffer, _, done) => {
        if (!hidden) this.stderr.write(chunk.toString());
        done();
      },
    });
    const reader = createInterface({ input: this.input, output, terminal: true });
    // Not before: until then the terminal shows what is typed.
    if (hidden) this.stderr.write(question);
    return new Promise<string>((resolve, reject) => {
      const end = (settle: () => void) => {
        settle();
        reader.close();
        if (hidden) this.stderr.write('\n');
      };
      reader.on('SIGINT', () => end(() => reject(new CommandError(EXIT.refused, 'Stopped.'))));
      reader.on('close', () => reject(usage(NO_ANSWER)));
      reader.question(hidden ? '' : question, (answer) => end(() => resolve(answer)));
    });
  }
}
