import type { Item } from './item.js';

/**
 * All items of a user, as the JSON of the response. A store may make the JSON of the items itself, and
 * so create no objects here. Optimized for speed: `npm run bench -- --part many-tokens`
 * (docs/decisions/0019).
 */
export class ItemsJson {
  /** `{"pending":[…],"done":[…]}` in UTF-8. */
  readonly body: Buffer;

  /**
   * @param pending the pending items, oldest first, as JSON objects separated by commas
   * @param done the done items, likewise
   * @param tag names these contents of this user's list, and no other ones: docs/decisions/0116
   */
  constructor(
    pending: string,
    done: string,
    readonly tag: string,
  ) {
    const text = `{"pending":[${pending}],"done":[${done}]}`;
    // Memory of its own. A part of Node's pool, as Buffer.from() returns, keeps all 8 KiB of it while a list is kept.
    this.body = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    this.body.write(text);
  }

  /** @param items oldest first */
  static of(items: readonly Item[], tag: string): ItemsJson {
    const text = (wanted: Item['status']) =>
      items
        .filter(({ status }) => status === wanted)
        .map((item) => JSON.stringify(item))
        .join(',');
    return new ItemsJson(text('PENDING'), text('DONE'), tag);
  }

  toString(): string {
    return this.body.toString();
  }
}
