import type { Steps } from './deployment.js';
import type { First } from './gate.js';
import type { Outcome, Version } from './version.js';

/** Two versions: what ran, and what is deployed in its place. */
export interface Versions {
  old: Version;
  next: Version;
}

/** What runs once the first party is deployed, and the other one is not yet. */
export function mixture({ old, next }: Versions, first: First) {
  const [auth, todo] = first === 'provider' ? [next, old] : [old, next];
  return { auth: auth.programs.auth, todo: todo.programs.todo };
}

/** The old version, then the first party is the next one. */
export function halfWay(versions: Versions, first: First): Steps {
  return [versions.old.programs, mixture(versions, first)];
}

/** The whole deployment, and back again in reverse: the old version on what the next one has written. */
export function rolledBack(versions: Versions, first: First): Steps {
  const { old, next } = versions;
  const half = mixture(versions, first);
  return [old.programs, half, next.programs, half, old.programs];
}

/**
 * The tests that fail, with their reasons. A test that only the next version has may need both of its
 * parts: with `known`, others are left out.
 */
export function failuresIn(outcomes: readonly Outcome[], known?: readonly Outcome[]): string[] {
  const names = known && new Set(known.map(({ name }) => name));
  return outcomes
    .filter(({ name, failure }) => failure !== undefined && names?.has(name) !== false)
    .map(({ name, failure }) => `${name}: ${failure!.slice(0, 2_000)}`);
}
