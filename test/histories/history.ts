import type { Item } from '../support/person.js';

/** A write of a text that no other write has. Times are of one clock, in milliseconds. */
export interface Write {
  item: number;
  text: string;
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
  /** By item. */
  texts: ReadonlyMap<number, string>;
}

/** What a stream has sent, in its order: the tag and the texts after it. */
export interface Sent {
  user: string;
  tag: string;
  texts: ReadonlyMap<number, string>;
}

/** That a user has an item for a while, whose text no other item has. */
export interface Stay {
  user: string;
  text: string;
  /** From then on, for certain. */
  from: number;
  /** Until then, for certain; without it, to the end. */
  until?: number;
  /** Not any more, for certain. */
  goneAt?: number;
}

/** What clients have done and seen. */
export class History {
  readonly writes: Write[] = [];
  readonly reads: Read[] = [];
  readonly stays: Stay[] = [];
  /** By stream. */
  readonly sent = new Map<string, Sent[]>();

  note(stream: string, sent: Sent): void {
    const events = this.sent.get(stream);
    if (events) events.push(sent);
    else this.sent.set(stream, [sent]);
  }
}

/** What clients change of an item. */
export function textOf({ title, status }: Pick<Item, 'title' | 'status'>): string {
  return `${title}/${status}`;
}

export function textsOf(items: readonly Item[]): Map<number, string> {
  return new Map(items.map((item) => [item.id, textOf(item)]));
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
