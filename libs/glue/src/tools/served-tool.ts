import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Logger } from '@nestjs/common';
import { StartError } from '../errors/index.js';
import type { Terminal } from './terminal.js';
import { type FindProvider, runTool, type Tool } from './tool.js';
import { answer, type FromOwner, greeting, onLines, request, send } from './wire.js';

const MAX_LINE = 65_536;
const REQUEST_MS = 10_000;

/** A connection that runs one tool. One that sends anything unexpected is closed. */
export class ServedTool implements Terminal {
  private readonly controller = new AbortController();
  readonly signal = this.controller.signal;
  /** Resolves when the connection is closed and the tool has ended. */
  readonly ended: Promise<unknown>;
  private running: Promise<void> | undefined;
  private answered: ((text: string | undefined) => void) | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly tools: readonly Tool[],
    private readonly find: FindProvider,
    private readonly logger: Logger,
  ) {
    const closed = new Promise((resolve) => socket.once('close', resolve));
    this.ended = closed.then(() => this.running);
    const timer = setTimeout(() => {
      if (!this.running) socket.destroy();
    }, REQUEST_MS).unref();
    socket.on('error', () => undefined); // "close" follows
    socket.once('close', () => {
      clearTimeout(timer);
      this.controller.abort(new StartError('interrupted'));
    });
    onLines(socket, MAX_LINE, (line) => this.take(line));
    this.send(greeting());
  }

  async print(text: string): Promise<void> {
    this.signal.throwIfAborted();
    if (!this.send({ print: text })) await once(this.socket, 'drain', { signal: this.signal });
  }

  async ask(question: string): Promise<string | undefined> {
    this.signal.throwIfAborted();
    this.send({ ask: question });
    return Promise.race([
      new Promise<string | undefined>((resolve) => (this.answered = resolve)),
      this.aborted(),
    ]);
  }

  /** Tells the operator that the process stops, and the tool to end. */
  stop(): void {
    const reason = new StartError('The process that runs this is stopping. Run it again.');
    this.controller.abort(reason);
    if (!this.running) this.socket.destroy();
  }

  private take(line: string): void {
    try {
      if (!this.running) return this.start(request.parse(JSON.parse(line)));
      const { answer: text } = answer.parse(JSON.parse(line));
      this.answered!(text ?? undefined);
      this.answered = undefined;
    } catch {
      this.socket.destroy();
    }
  }

  private start({ tool: name, args }: { tool: string; args: string[] }): void {
    const tool = this.tools.find((each) => each.name === name);
    if (!tool) throw new Error('unknown tool');
    this.logger.log(`${name}: started`);
    const run = runTool(tool, args, this.find, this);
    const stopped = this.aborted().catch(({ message }: Error) => ({ exit: 1, error: message }));
    this.running = run.then(() => undefined);
    void Promise.race([run, stopped]).then((outcome) => {
      this.logger.log(`${name}: ${outcome.error ?? `exit code ${outcome.exit}`}`);
      this.send(outcome);
      this.socket.destroySoon();
    });
  }

  private aborted(): Promise<never> {
    return new Promise((_resolve, reject) => {
      const end = () => reject(this.signal.reason as Error);
      this.signal.addEventListener('abort', end, { once: true });
    });
  }

  private send(message: FromOwner): boolean {
    return send(this.socket, message);
  }
}
