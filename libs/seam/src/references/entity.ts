import type { ErrorDefinition } from '#glue/errors';
import type { Deletion, Reference } from '#glue/references';
import type { ClientOf } from '../contract/client-of.js';
import type { Contract } from '../contract/contract.js';
import type { EventOf } from '../events/event-type.js';

/** What a context says of its entities, so that rows of others can refer to them. */
export interface Entity<
  C extends Contract = Contract,
  Type extends keyof C['events'] & string = keyof C['events'] & string,
> {
  readonly contract: C;
  /** In the singular, such as `customer`: the table `customer_refs` has a column `customer_id`. */
  readonly name: string;
  /** The plural, in words. */
  readonly plural: string;
  /** The type of the event that one was deleted. */
  readonly deleted: Type;
  /** The one that such an event is about. */
  readonly of: (data: EventOf<C['events'][Type]>['data']) => Reference;
  /** Those with these ids that exist, at most a thousand. */
  readonly existing: (client: ClientOf<C>, ids: readonly number[]) => Promise<Reference[]>;
  /** The proven deletions of those with these ids. Without it all that are missing need a decision. */
  readonly deletions?: (client: ClientOf<C>, ids: readonly number[]) => Promise<Deletion[]>;
  /**
   * How ids go on after the context was restored from an older backup: the largest assigned id, and
   * the command to continue above one. Not needed if ids are never reused.
   */
  readonly ids?: {
    readonly highest: (client: ClientOf<C>) => Promise<number>;
    readonly continueAbove: (client: ClientOf<C>, id: number) => Promise<unknown>;
  };
  /** What a write for one throws. */
  readonly errors: EntityErrors;
}

/** The errors of a write for an entity that was deleted, or whose id belongs to an earlier one. */
export interface EntityErrors {
  readonly deleted: ErrorDefinition;
  readonly replaced: ErrorDefinition;
}

/** Names an entity where something about it is stored: `customer:42`. */
export function subjectOf({ name }: Pick<Entity, 'name'>, id: number): string {
  return `${name}:${id}`;
}

/** Types the definition of an entity. The kernel of its context has it. */
export function defineEntity<C extends Contract, const Type extends keyof C['events'] & string>(
  entity: Entity<C, Type>,
): Entity<C, Type> {
  return entity;
}
