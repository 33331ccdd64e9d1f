import type { Deletion, Referred } from './referred.js';
import type { KnownReference } from './reference-store.js';

/** The possible findings of any references, in the order of the checks. */
export type FindingName =
  | 'cursor_unknown'
  | 'events_expired'
  | 'events_pending'
  | 'undeleted'
  | 'not_stored'
  | 'deleted_with_rows'
  | 'ids_reused'
  | 'unknown';

/** The findings in words. */
export function labelsOf({
  provider,
  entities,
  rows,
}: Pick<Referred, 'provider' | 'entities' | 'rows'>): Record<FindingName, string> {
  return {
    cursor_unknown: `${provider} lacks the event that was applied here last`,
    events_expired: `events of ${provider} that were removed before they were applied here`,
    events_pending: `events of ${provider} that are not applied here yet`,
    undeleted: `${entities} deleted here who exist at ${provider}`,
    not_stored: `${entities} with ${rows} whose public id is not stored`,
    deleted_with_rows: `deleted ${entities} who still have ${rows}`,
    ids_reused: `ids of deleted ${entities} that ${provider} has reused`,
    unknown: `${entities} who are unknown to ${provider}, without a deletion`,
  };
}

/** The state of a page of entities at their context. */
export interface ProviderView {
  /** The unique ids of those that exist, by id. */
  readonly alive: ReadonlyMap<number, string>;
  /** The deletions of the others. */
  readonly deletions: readonly Deletion[];
  /** Later events are not due yet: the handler is about to apply them. */
  readonly appliedUpTo: number;
}

/** What is wrong with one entity, if anything. */
export function findingOf(known: KnownReference, view: ProviderView): FindingName | undefined {
  const aliveAs = view.alive.get(known.id);
  if (known.uniqueId === null) {
    return aliveAs === undefined ? findingOfMissing(known, view) : 'not_stored';
  }
  if (aliveAs === known.uniqueId) return known.isDeleted ? 'undeleted' : undefined;
  if (!known.isDeleted) return findingOfMissing(known, view);
  if (known.hasRows) return 'deleted_with_rows';
  return aliveAs === undefined ? undefined : 'ids_reused';
}

/** Absence at the provider is not proof: require the event of a deletion. */
function findingOfMissing(
  known: KnownReference,
  { deletions, appliedUpTo }: ProviderView,
): FindingName | undefined {
  const deletion = deletions.find(
    ({ id, uniqueId }) =>
      id === known.id && (known.uniqueId === null || known.uniqueId === uniqueId),
  );
  if (!deletion) return 'unknown';
  return deletion.eventId > appliedUpTo ? undefined : 'deleted_with_rows';
}
