import { setTimeout as delay } from 'node:timers/promises';
import { EventReader, type StreamEvent } from '../support/event-reader.js';
import type { AllItems, Item } from '../support/person.js';
import type { History } from './history.js';
import { textOf, textsOf } from './history.js';

const PAUSE_MS = 100;

/** What a stream may lose on its way: nothing, unless a test plants it. */
export type Loses = (event: StreamEvent) => boolean;

/** A client that keeps a list by a stream, and opens it again, at any process, when it has ended. */
export class StreamCopy {
  private readonly texts = new Map<number, string>();
  private reader: EventReader | undefined;
  private lastId: string | undefined;
  private isStopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly user: { email: string; token: string },
    private readonly urlOfAny: () => string,
    private readonly history: History,
    private readonly loses: Loses,
  ) {}

  start(): void {
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.reader?.close();
    await this.running;
  }

  private async follow(): Promise<void> {
    while (!this.isStopped) {
      await this.readOnce().catch(() => undefined); // the process was killed
      await delay(PAUSE_MS);
    }
  }

  private async readOnce(): Promise<void> {
    const { token } = this.user;
    const headers = { token, ...(this.lastId !== undefined && { 'last-event-id': this.lastId }) };
    const url = `${this.urlOfAny()}/api/v2/events`;
    this.reader = await EventReader.open(url, headers, (event) => this.take(event));
    while (!this.isStopped && !this.reader.hasEnded && this.reader.response.ok)
      await delay(PAUSE_MS);
  }

  private take(event: StreamEvent): void {
    if (!this.loses(event)) this.apply(event);
    if (event.id === undefined) return;
    this.lastId = event.id;
    const sent = { user: this.user.email, tag: event.id, texts: new Map(this.texts) };
    this.history.note(this.name, sent);
  }

  private apply({ event, data }: StreamEvent): void {
    if (event === 'list') {
      const { pending, done } = data as AllItems;
      this.texts.clear();
      for (const [id, text] of textsOf([...pending, ...done])) this.texts.set(id, text);
    } else if (event === 'left' || event === 'deleted') this.texts.delete((data as Item).id);
    else if (event !== 'current') this.texts.set((data as Item).id, textOf(data as Item));
  }
}
