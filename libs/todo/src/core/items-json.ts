import type { Item } from './item.js';

/**
 * All items of a user, as the JSON text of the response. A store may make the JSON of the items
 * itself, and so create no objects here. Optimized for speed: `npm run bench -- --part many-tokens`
 * (docs/decisions/0019).
 */
export class ItemsJson {
  /**
   * @param pending the pending items, oldest first, as JSON objects separated by commas
   * @param done the done items, likewise
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
