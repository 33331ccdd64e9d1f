import type { CallDeclaration } from '../contract/call.js';
import type { InputOf, OutputOf } from '../contract/client-of.js';
import type { Contract } from '../contract/contract.js';

/** What an entity is ordered by. It never changes. */
type Key = string | number;

/** The key of a query that answers pages: `{ after? }` to `{ rows, next? }`; `never` for another call. */
type KeyOf<C extends CallDeclaration> =
  OutputOf<C> extends { rows: readonly unknown[]; next?: infer Next }
    ? [Exclude<Next, undefined>] extends [Key]
      ? { after?: Exclude<Next, undefined> | undefined } extends InputOf<C>
        ? Exclude<Next, undefined>
        : never
      : never
    : never;

/** The names of the queries of a contract that answer pages of its entities. */
export type SnapshotsOf<C extends Contract> = {
  [Name in keyof C['calls'] & string]: C['calls'][Name] extends CallDeclaration<'query'>
    ? [KeyOf<C['calls'][Name]>] extends [never]
      ? never
      : Name
    : never;
}[keyof C['calls'] & string];

/** A page as a handler gets it: all entities with keys after `after`, up to `next` or the last one. */
export type PageOf<C extends CallDeclaration> = OutputOf<C> & {
  readonly after?: KeyOf<C> | undefined;
};

/** Begins with what the producer has, and then the events since. */
export interface SnapshotStart<Query extends string = string, Load extends string = string> {
  /** The name of the query that answers pages. */
  readonly snapshot: Query;
  /** The name of the method that gets each page, in the transaction that notes it. */
  readonly load: Load;
}

/** A class with the method that loads pages. */
export type LoaderOf<C extends Contract, Query extends string, Load extends string> = [
  Query,
] extends [never]
  ? object
  : Record<Load, (page: PageOf<C['calls'][Query]>) => Promise<void>>;
