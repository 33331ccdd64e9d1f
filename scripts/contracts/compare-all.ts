import type { Break } from './break.js';
import { compare } from './compare.js';
import type { Snapshot } from './snapshot.js';

/** What breaks between two versions of all contracts. */
export function compareAll(old: readonly Snapshot[], next: readonly Snapshot[]): Break[] {
  const names = [...new Set([...old, ...next].map(({ name }) => name))].sort();
  const named = (all: readonly Snapshot[], name: string) => all.find((each) => each.name === name);
  return names.flatMap((name) => compare(named(old, name), named(next, name)));
}
