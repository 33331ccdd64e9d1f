import type { Item } from './item.js';

/**
 * All items of a user, as the JSON text that a client gets. This is a room for speed:
 * PostgreSQL puts the text of each item together within its statement, a sixth faster
 * than json_build_object() and without objects in Node (docs/decisions/0019). Nothing
 * else knows how the lists are laid out.
 */
export class ItemsJson {
  /**
   * @param pending the pending items, oldest first, as JSON objects separated by commas
   * @param done those that are done, likewise
   */
  constructor(
    private readonly pending: string,
    private readonly done: string,
  ) {}

  /** @param items oldest first */
  static of(items: readonly Item[]): ItemsJson {
    const text = (wanted: Item['status']) =>
      items
        .filter(({ status }) => status === wanted)
        .map((item) => JSON.stringify(item))
        .join(',');
    return new ItemsJson(text('PENDING'), text('DONE'));
  }

  /** `{"pending":[…],"done":[…]}` */
  toString(): string {
    return `{"pending":[${this.pending}],"done":[${this.done}]}`;
  }
}
