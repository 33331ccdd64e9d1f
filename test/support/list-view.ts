import { setTimeout as delay } from 'node:timers/promises';
import { send } from './client.js';
import { EventReader, type StreamEvent } from './event-reader.js';
import type { Person } from './person.js';

const PAGE = 100;
const RETRY_MS = 50;

/** An item of version 2; the fields that tests use. */
export interface ViewedItem {
  id: number;
  status: 'PENDING' | 'DONE';
  role: 'owner' | 'member';
  list_id: number | null;
  etag: string;
}

/** A list of version 2; the fields that tests use. */
export interface ViewedList {
  id: number;
  name: string;
  shared: boolean;
  role: 'owner' | 'member';
}

/** What a client shows: all items by id, and all lists. */
export interface Shown {
  items: ViewedItem[];
  lists: ViewedList[];
}

/** What a client shows that reads pages once and follows the stream, as docs/wire.md says. */
export class ListView {
  items = new Map<number, ViewedItem>();
  lists: ViewedList[] = [];
  /** How often it has read the pages. */
  loads = 0;
  private reader: EventReader | undefined;
  private isClosed = false;
  /** Events are applied one after the other: those that arrive while pages are read, after them. */
  private applied: Promise<void> = Promise.resolve();
  private following: Promise<void> = Promise.resolve();

  private constructor(
    private readonly url: string,
    readonly person: Person,
  ) {}

  /** @param url of todo */
  static open(url: string, person: Person): ListView {
    const view = new ListView(url, person);
    view.following = view.follow();
    return view;
  }

  get shown(): Shown {
    const items = [...this.items.values()].sort((a, b) => a.id - b.id);
    return { items, lists: this.lists };
  }

  /** Closes the connection; the view opens another one, and continues where it was. */
  disconnect(): void {
    this.reader?.close();
  }

  /** @throws Error if an event could not be applied */
  async close(): Promise<void> {
    this.isClosed = true;
    this.disconnect();
    await this.following;
    await this.applied;
  }

  private async follow(): Promise<void> {
    let lastId: string | undefined;
    while (!this.isClosed) {
      const headers = { token: this.person.token, ...(lastId && { 'last-event-id': lastId }) };
      const open = EventReader.open(`${this.url}/api/v2/events`, headers, (event) => {
        this.applied = this.applied.then(() => this.apply(event));
        this.applied.catch(() => undefined); // close() throws it
      });
      this.reader = await open.catch(() => undefined);
      if (this.isClosed) this.disconnect();
      if (this.reader?.response.status === 200) await this.reader.untilEnded(Infinity);
      else await delay(RETRY_MS);
      lastId = this.reader?.lastId ?? lastId;
    }
  }

  private async apply({ event, data }: StreamEvent): Promise<void> {
    if (event === 'list') await this.load();
    else if (event === 'lists') ({ lists: this.lists } = data as Shown);
    else if (event === 'left' || event === 'deleted') this.items.delete((data as ViewedItem).id);
    else if (event !== 'current') this.items.set((data as ViewedItem).id, data as ViewedItem);
  }

  private async load(): Promise<void> {
    const { items, lists } = await shownTo(this.url, this.person);
    this.items = new Map(items.map((item) => [item.id, item]));
    this.lists = lists;
    this.loads++;
  }
}

/** All items and lists of a person, by the pages. */
export async function shownTo(url: string, { token }: Person): Promise<Shown> {
  const get = async <T>(path: string): Promise<T> => {
    for (;;) {
      const { status, body, text } = await send<T>('GET', `${url}/api/v2/${path}`, { token });
      if (status === 200) return body;
      if (status !== 503) throw new Error(`${path}: ${status} ${text}`);
      await delay(RETRY_MS);
    }
  };
  const items: ViewedItem[] = [];
  let cursor: string | null | undefined;
  do {
    const after = cursor ? `&cursor=${cursor}` : '';
    const path = `items?limit=${PAGE}${after}`;
    const page = await get<{ items: ViewedItem[]; next_cursor: string | null }>(path);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  const { lists } = await get<{ lists: ViewedList[] }>('lists');
  return { items: items.sort((a, b) => a.id - b.id), lists };
}
