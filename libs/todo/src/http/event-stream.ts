import { Readable } from 'node:stream';
import type { ItemEvent, ListChanges } from '../core/live/item-event.js';
import { itemTag } from '../core/item-tag.js';
import type { ListFollower } from '../core/live/list-follower.js';
import type { UserRef } from '../core/user-ref.js';

/** When a client asks again after its stream has ended: not all at once. */
const RETRY_MS = { least: 1_000, most: 3_000 };
/** How long a client that does not read keeps its connection after the end. */
const END_MS = 2_000;

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
  readonly writableLength: number;
  readonly socket: { readonly bytesWritten: number } | null;
}

/** What a client that follows a list gets, as server-sent events. Its id is the tag of the list. */
export class EventStream extends Readable implements ListFollower {
  readonly user: UserRef;
  readonly sessionId: string | undefined;
  readonly until: number;
  tag: string;
  private hasEnded = false;
  private written = -1;

  constructor(
    { user, sessionId, until, tag }: StreamOwner,
    private readonly connection: Connection,
  ) {
    super();
    this.user = user;
    this.sessionId = sessionId;
    this.until = until;
    this.tag = tag;
    const { least, most } = RETRY_MS;
    this.push(`retry: ${Math.round(least + Math.random() * (most - least))}\n\n`);
  }

  get isReady(): boolean {
    return this.unread === 0 && !this.hasEnded && !this.destroyed;
  }

  get unread(): number {
    return this.readableLength + this.connection.writableLength;
  }

  send(changes: ListChanges): void {
    if (this.hasEnded) return;
    this.tag = changes.tag;
    this.push(textOf(changes));
  }

  /** A client that has read nothing between two of them is gone. */
  beat(): void {
    const written = this.connection.socket?.bytesWritten ?? 0;
    if (this.isReady) this.push(':\n\n');
    else if (written === this.written) this.destroy();
    this.written = written;
  }

  end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.push(null);
    setTimeout(() => this.destroy(), END_MS).unref();
  }

  /** What is sent does not depend on what is read: see {@link isReady}. */
  override _read(): void {}
}

/** The id is with the last one: who gets only some of them asks for all again. */
function textOf(changes: ListChanges): string {
  const id = `id: ${changes.tag}\n`;
  if ('list' in changes) return `${id}event: list\ndata: ${String(changes.list)}\n\n`;
  const { events } = changes;
  if (events.length === 0) return `${id}event: current\ndata: {}\n\n`;
  return events.map((event, i) => (i === events.length - 1 ? id : '') + eventText(event)).join('');
}

function eventText(event: ItemEvent): string {
  const data =
    'item' in event ? { ...event.item, etag: `"${itemTag(event.item)}"` } : { id: event.id };
  return `event: ${event.kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
