import type { Call } from './calls/request.js';
import type { Answer, Transport } from './calls/transport.js';
import { type ClientOptions, connect } from './calls/connect.js';
import { type Page, pagesOf } from './items/pages.js';
import { type DetailedItem, type ItemChange, type Merge, updateItem } from './items/update-item.js';
import type { LiveEvent } from './live/live-event.types.js';
import { followEvents, type LiveOptions } from './live/live-events.js';
import type {
  ArgumentsOf,
  BodyOf,
  Method,
  Operation,
  OptionsOf,
  PathOf,
} from './operation.types.js';

/** The paths of lists in pages. */
export type PagedPath = {
  [P in PathOf<'GET'>]: BodyOf<Operation<'GET', P>> extends Page ? P : never;
}[PathOf<'GET'>];

/** What the query of the items may have, but the cursor. */
export type ItemsQuery = Omit<
  NonNullable<OptionsOf<Operation<'GET', '/api/v2/items'>>['query']>,
  'cursor'
>;

/** Calls the HTTP API, which docs/wire.md of the product describes. */
export class Client {
  private constructor(private readonly transport: Transport) {}

  /** @throws TypeError if the address is none */
  static to(options: ClientOptions): Client {
    return new Client(connect(options));
  }

  /**
   * Sends a call and resolves to the body of its answer.
   *
   * Reads are repeated after failures that may pass: no connection, 429, 502, 503, 504. So are writes that take an
   * idempotency key, with the same key.
   *
   * @throws ApiError if the answer is an error, UnreachableError without an answer; the reason of `signal`
   */
  async call<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...options: ArgumentsOf<Operation<M, P>>
  ): Promise<BodyOf<Operation<M, P>>> {
    return (await this.answer(method, path, ...options)).body;
  }

  /** Sends a call as {@link call} does, and resolves to the answer with its status and headers. */
  async answer<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...[options]: ArgumentsOf<Operation<M, P>>
  ): Promise<Answer<BodyOf<Operation<M, P>>>> {
    const call = { method, path, options: (options ?? {}) as Call['options'] };
    return (await this.transport.answer(call)) as Answer<BodyOf<Operation<M, P>>>;
  }

  /** The pages of a list, one after the other. Throws as {@link call} does. */
  pages<P extends PagedPath>(
    path: P,
    options: OptionsOf<Operation<'GET', P>>,
  ): AsyncGenerator<BodyOf<Operation<'GET', P>> & Page, void, undefined> {
    type Body = BodyOf<Operation<'GET', P>> & Page;
    return pagesOf<Body>(async (cursor) => {
      const query = { ...options.query, ...(cursor !== undefined && { cursor }) };
      const call = { method: 'GET', path, options: { ...options, query } } as const;
      return (await this.transport.answer(call)) as Answer<Body>;
    });
  }

  /** All items of the user that match, read page by page. Throws as {@link call} does. */
  async *items(query: ItemsQuery = {}): AsyncGenerator<DetailedItem, void, undefined> {
    for await (const { items } of this.pages('/api/v2/items', { query })) yield* items;
  }

  /**
   * Changes an item if it is still as it was seen. Otherwise `merge` gets the present item and the change, and says
   * what to change of it.
   *
   * @throws ApiError 412 `item_changed` without `merge`; as {@link call} does
   */
  update(
    item: Pick<DetailedItem, 'id' | 'etag'>,
    change: ItemChange,
    merge?: Merge,
  ): Promise<DetailedItem> {
    const patch = (etag: string, body: ItemChange) =>
      this.call('PATCH', '/api/v2/items/{id}', {
        ...{ path: { id: item.id }, headers: { 'If-Match': etag }, body },
      });
    return updateItem(item, change, patch, merge);
  }

  /**
   * What happens to the user's items, until the signal is aborted. A stream that ends or fails is opened again, with
   * what has happened meanwhile.
   *
   * @throws ApiError that another try would not change: 401 if the session has ended
   */
  events(options: LiveOptions = {}): AsyncGenerator<LiveEvent, void, undefined> {
    return followEvents(this.transport, options);
  }
}

/** A client of an installation, for one user. */
export function createClient(options: ClientOptions): Client {
  return Client.to(options);
}
