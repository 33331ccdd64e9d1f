import { StartError } from '#glue/errors';
import { allGroupings, type Grouping, readGrouping } from './model/grouping.js';
import type { Options } from './options.js';

/** Those of four contexts; six have 203. */
const MAX_CONTEXTS = 4;

/** A grouping on a network. */
export interface Plan {
  readonly grouping: Grouping;
  /** Of the network between its processes, there and back. */
  readonly latencyMs: number;
}

/**
 * The groupings that are asked for, or all; once per latency, unless one process needs no network.
 *
 * @param names the contexts
 * @throws StartError for a grouping of other contexts; for all groupings of many contexts
 */
export function plansOf(
  names: readonly string[],
  { groupings, latenciesMs }: Pick<Options, 'groupings' | 'latenciesMs'>,
): Plan[] {
  const asked = groupings.map((each) => readGrouping(each, names));
  const all = asked.length > 0 ? asked : allOf(names);
  return all.flatMap((grouping) =>
    (grouping.groups.length > 1 ? latenciesMs : [0]).map((latencyMs) => ({ grouping, latencyMs })),
  );
}

function allOf(names: readonly string[]): Grouping[] {
  if (names.length <= MAX_CONTEXTS) return allGroupings(names);
  throw new StartError(
    `${names.length} contexts have too many groupings to print all. Choose some with --grouping, ` +
      `such as --grouping '${names[0]}|${names.slice(1).join(',')}'.`,
  );
}
