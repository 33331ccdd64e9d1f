import type { AllItems, Item } from '../api/items.js';
import type { SentEvent } from '#client';

/** What has become of a list since a version. */
export interface ListNews {
  since: string | undefined;
  tag: string;
  /** The whole list. */
  list?: AllItems;
  /** Items as they are now. */
  present: Item[];
  /** Ids of items that are in the list no more. */
  gone: number[];
}

/** Collects the events of one version, which the last of them names. */
export class NewsCollector {
  private present: Item[] = [];
  private gone: number[] = [];

  /** @param tag of the list that is known; `undefined` if none is */
  constructor(public tag: string | undefined) {}

  /** @returns the news, with the last event of a version */
  add({ name, id, data }: SentEvent): ListNews | undefined {
    const isList = name === 'list';
    if (isList) this.begin(id!);
    else if (name === 'left' || name === 'deleted') this.gone.push((data as Item).id);
    // Events of other things, such as lists, have none.
    else if ((data as Item).title) this.present.push(data as Item);
    if (id === undefined) return undefined;
    const { tag: since, present, gone } = this;
    this.begin(id);
    return { since, tag: id, present, gone, ...(isList && { list: listOf(data, id) }) };
  }

  private begin(tag: string): void {
    this.tag = tag;
    this.present = [];
    this.gone = [];
  }
}

/**
 * The list after some news: the same one if it is newer.
 *
 * @returns `undefined` if news are missing in between: the list has to be read again
 */
export function withNews(list: AllItems, news: ListNews): AllItems | undefined {
  if (includes(list.tag, news.tag)) return list;
  if (news.list) return news.list;
  if (news.since === undefined || isNewer(news.since, list.tag)) return undefined;
  if (!areComparable(news.since, list.tag)) return undefined;
  const items = new Map([...list.pending, ...list.done].map((item) => [item.id, item]));
  for (const item of news.present) items.set(item.id, item);
  for (const id of news.gone) items.delete(id);
  const sorted = [...items.values()].sort((a, b) => a.id - b.id);
  return {
    pending: sorted.filter(({ status }) => status === 'PENDING'),
    done: sorted.filter(({ status }) => status === 'DONE'),
    tag: news.tag,
  };
}

/** The newer one of two versions of a list: the first if they are the same, the second if they are of different histories. */
export function newerOf(known: AllItems | undefined, read: AllItems): AllItems {
  return known && includes(known.tag, read.tag) ? known : read;
}

/** Whether a list has all that another version of the same history has. */
export function includes(tag: string, other: string): boolean {
  return tag !== '' && (tag === other || isNewer(tag, other));
}

/** Whether two versions are of the same history of the same user. */
export function areComparable(tag: string, other: string): boolean {
  return epochOf(tag) === epochOf(other);
}

/** Whose list it is: `<epoch>-<user id in hexadecimal>-<version>`. */
export function isOf(userId: number, tag: string): boolean {
  return tag.split('-').at(-2) === userId.toString(16);
}

/** Whether a version is after another one of the same history. */
function isNewer(tag: string, other: string): boolean {
  return areComparable(tag, other) && versionOf(tag) > versionOf(other);
}

function epochOf(tag: string): string {
  return tag.slice(0, tag.lastIndexOf('-'));
}

function versionOf(tag: string): number {
  return Number(tag.slice(tag.lastIndexOf('-') + 1));
}

function listOf(data: unknown, tag: string): AllItems {
  return { ...(data as AllItems), tag };
}
