import type { Item } from '../support/person.js';

/** A write of a title that no other write has. Times are of one clock, in milliseconds. */
export interface Write {
  item: number;
  title: string;
  startedAt: number;
  /** When it was acknowledged; without it, its outcome is unknown. */
  endedAt?: number;
}

/** A read of a list. */
export interface Read {
  user: string;
  startedAt: number;
  endedAt: number;
  tag: string;
  /** The titles, by item. */
  titles: ReadonlyMap<number, string>;
}

/** What a stream has sent, in its order: the tag and the titles after it. */
export interface Sent {
  user: string;
  tag: string;
  titles: ReadonlyMap<number, string>;
}

/** What clients have done and seen. */
export class History {
  readonly writes: Write[] = [];
  readonly reads: Read[] = [];
  /** By stream. */
  readonly sent = new Map<string, Sent[]>();

  note(stream: string, sent: Sent): void {
    const events = this.sent.get(stream);
    if (events) events.push(sent);
    else this.sent.set(stream, [sent]);
  }
}

export function titlesOf(items: readonly Item[]): Map<number, string> {
  return new Map(items.map(({ id, title }) => [id, title]));
}

/** The history of a tag, and its place there. */
export function partsOf(tag: string): { epoch: string; version: number } {
  const at = tag.lastIndexOf('-');
  return { epoch: tag.slice(0, at), version: Number(tag.slice(at + 1)) };
}

export function groupBy<Key, T>(all: readonly T[], keyOf: (each: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}
