import type { Reference } from './reference-store.js';

/** A deletion of an entity, with the id of its event. */
export interface Deletion extends Reference {
  readonly eventId: number;
}

/** The entities at their context. */
export interface Referred {
  /** The name of the context. */
  readonly provider: string;
  /** The plural of the entity, and of the rows that belong to one, in words. */
  readonly entities: string;
  readonly rows: string;
  /** Those with these ids that exist, in any order. */
  existing(ids: readonly number[]): Promise<readonly Reference[]>;
  /** The deletions of those with these ids, as far as the context knows any. */
  deletions(ids: readonly number[]): Promise<readonly Deletion[]>;
}

/** The events of deletions, and how far they are applied here. */
export interface Deletions {
  /**
   * How many are not applied yet, of the next ones.
   *
   * @returns why this is unknown: the provider does not have the event that was applied here last, or
   * has removed it because of its age
   */
  pending(): Promise<number | 'cursor_unknown' | 'events_expired'>;
  /** Applies them all, and resolves to their number. */
  apply(signal: AbortSignal): Promise<number>;
  /** The last event that has been applied; 0 for none. */
  appliedUpTo(): Promise<number>;
  /** Makes all events be applied again, from the first one on. */
  reset(): Promise<void>;
}
