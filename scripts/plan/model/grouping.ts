import { StartError } from '#glue/errors';

/** Which contexts share a process. A context may be in several. */
export interface Grouping {
  /** Such as `auth | todo`. */
  readonly name: string;
  readonly groups: readonly ReadonlySet<string>[];
}

export function groupingOf(groups: readonly (readonly string[])[]): Grouping {
  const sets = groups.map((group) => new Set(group));
  return { name: groups.map((group) => group.join(',')).join(' | '), groups: sets };
}

/** All ways of sharing contexts out to processes, the one with a single process first. */
export function allGroupings(contexts: readonly string[]): Grouping[] {
  return partitionsOf([...contexts].sort())
    .sort((a, b) => a.length - b.length)
    .map(groupingOf);
}

/**
 * Reads `auth|todo`, or `auth,todo|mail`.
 *
 * @throws StartError if a context is missing or unknown
 */
export function readGrouping(text: string, contexts: readonly string[]): Grouping {
  const groups = text.split('|').map((group) => group.split(',').map((name) => name.trim()));
  const named = groups.flat();
  const twice = groups.flatMap((group) => group.filter((name, i) => group.indexOf(name) < i));
  const unknown = named.find((name) => !contexts.includes(name));
  const missing = contexts.find((name) => !named.includes(name));
  if (unknown === undefined && missing === undefined && twice.length === 0) {
    return groupingOf(groups);
  }
  const why =
    unknown !== undefined
      ? `names "${unknown}"`
      : missing !== undefined
        ? `has no process for ${missing}`
        : `has ${twice[0]} twice in one process`;
  throw new StartError(
    `--grouping "${text}" ${why}. The contexts of the recording are ${contexts.join(', ')}: write ` +
      'each of them, with "," inside a process and "|" between processes.',
  );
}

/** Whether a call leaves its process. If `from` has several processes, one without `to` is enough. */
export function crosses({ groups }: Grouping, from: string, to: string): boolean {
  return from !== to && groups.some((group) => group.has(from) && !group.has(to));
}

function partitionsOf(names: readonly string[]): string[][][] {
  const [first, ...others] = names;
  if (first === undefined) return [[]];
  return partitionsOf(others).flatMap((groups) => [
    [[first], ...groups],
    ...groups.map((group, i) => groups.with(i, [first, ...group])),
  ]);
}
