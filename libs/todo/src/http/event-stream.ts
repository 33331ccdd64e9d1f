import { Readable } from 'node:stream';
import type { ItemEvent, ListChanges } from '../core/live/item-event.js';
import type { ListFollower } from '../core/live/list-follower.js';
import { answerOf } from './details/detailed-items.schemas.js';
import { listsAnswerOf } from './lists/lists.schemas.js';
import type { UserRef } from '../core/user-ref.js';

/** When a client asks again after its stream has ended: not all at once. */
const RETRY_MS = { least: 1_000, most: 3_000 };
/** How long a client that does not read keeps its connection after the end. */
const END_MS = 2_000;
/** Node counts what a connection takes at once as written: by slices it is seen that a slow client reads. */
const SLICE_BYTES = 64 * 1024;

/** Whose stream it is. */
export interface StreamOwner {
  user: UserRef;
  /** The session that opened it; none for an access token. */
  sessionId: string | undefined;
  until: number;
  /** The tag of the list that the client has. */
  tag: string;
}

/** The connection of a stream, as `http.ServerResponse` has it. */
export interface Connection {
  readonly headersSent: boolean;
  readonly writableLength: number;
  readonly socket: { readonly bytesWritten: number } | null;
}

/** What a client that follows a list gets, as server-sent events. Its id is the tag of the list. */
export class EventStream extends Readable implements ListFollower {
  readonly user: UserRef;
  readonly sessionId: string | undefined;
  readonly until: number;
  tag: string;
  private waiting: Buffer[] = [];
  private isHungry = false;
  private hasEnded = false;
  private written = -1;

  constructor(
    { user, sessionId, until, tag }: StreamOwner,
    private readonly connection: Connection,
  ) {
    super({ highWaterMark: SLICE_BYTES });
    this.user = user;
    this.sessionId = sessionId;
    this.until = until;
    this.tag = tag;
    const { least, most } = RETRY_MS;
    this.add(Buffer.from(`retry: ${Math.round(least + Math.random() * (most - least))}\n\n`));
  }

  get isReady(): boolean {
    return this.unread === 0 && !this.hasEnded && !this.destroyed;
  }

  get unread(): number {
    const waiting = this.waiting.reduce((sum, { length }) => sum + length, 0);
    return waiting + this.readableLength + this.connection.writableLength;
  }

  send(changes: ListChanges): void {
    if (this.hasEnded) return;
    this.tag = changes.tag;
    this.add(...bytesOf(changes));
  }

  /** A client that has read nothing between two of them is gone. */
  beat(): void {
    const written = this.connection.socket?.bytesWritten ?? 0;
    if (this.isReady) this.add(Buffer.from(':\n\n'));
    else if (written === this.written && this.connection.headersSent) this.destroy();
    this.written = written;
  }

  end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.passOn();
    this.destroySoon();
  }

  /** What is sent does not depend on what is read: see {@link isReady}. */
  override _read(): void {
    this.isHungry = true;
    this.passOn();
  }

  private add(...bytes: Buffer[]): void {
    this.waiting.push(...bytes);
    this.passOn();
  }

  private passOn(): void {
    while (this.isHungry && this.waiting.length > 0) {
      const [first] = this.waiting as [Buffer];
      if (first.length > SLICE_BYTES) this.waiting[0] = first.subarray(SLICE_BYTES);
      else this.waiting.shift();
      this.isHungry = this.push(first.subarray(0, SLICE_BYTES));
    }
    if (this.hasEnded && this.waiting.length === 0 && !this.readableEnded) this.push(null);
  }

  /** Not before its answer has begun: that would be an error. */
  private destroySoon(): void {
    const destroy = () => {
      if (this.connection.headersSent) this.destroy();
      else if (!this.destroyed) this.destroySoon();
    };
    setTimeout(destroy, END_MS).unref();
  }
}

const bytes = new WeakMap<ListChanges, Buffer[]>();

/** Once for all streams that get the same: a list is shared, and not copied. */
function bytesOf(changes: ListChanges): Buffer[] {
  const known = bytes.get(changes);
  if (known) return known;
  const id = `id: ${changes.tag}\n`;
  const made =
    'list' in changes
      ? [Buffer.from(`${id}event: list\ndata: `), changes.list.body, Buffer.from('\n\n')]
      : [Buffer.from(textOf(changes.events, id))];
  bytes.set(changes, made);
  return made;
}

/** The id is with the last one: who gets only some of them asks for all again. */
function textOf(events: readonly ItemEvent[], id: string): string {
  if (events.length === 0) return `${id}event: current\ndata: {}\n\n`;
  return events.map((event, i) => (i === events.length - 1 ? id : '') + eventText(event)).join('');
}

function eventText(event: ItemEvent): string {
  return `event: ${event.kind}\ndata: ${JSON.stringify(dataOf(event))}\n\n`;
}

function dataOf(event: ItemEvent) {
  if (event.kind === 'lists') return listsAnswerOf(event.lists);
  return 'item' in event ? answerOf(event.item) : { id: event.id };
}
