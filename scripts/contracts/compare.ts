import { type Break, breaksNewCallers, breaksOldCallers } from './break.js';
import { compareCall } from './compare-call.js';
import { compareAnswers } from './compare-schemas.js';
import type { Snapshot } from './snapshot.js';

/**
 * What breaks while processes of two versions of a contract run: old callers of a new provider, and
 * new callers of an old one. `undefined` is a version without the contract.
 *
 * @throws StartError for a keyword of a schema that cannot be compared
 */
export function compare(old: Snapshot | undefined, next: Snapshot | undefined): Break[] {
  if (!old) return next ? [breaksNewCallers(next.name, 'the contract is new')] : [];
  if (!next) return [breaksOldCallers(old.name, 'the contract was removed')];
  return [...compareCodes(old, next), ...compareCalls(old, next), ...compareEvents(old, next)];
}

function compareCodes(old: Snapshot, next: Snapshot): Break[] {
  return namesOf(old.codes, next.codes).flatMap((code) => {
    const [before, after] = [old.codes[code], next.codes[code]];
    const where = `${old.name} code ${code}`;
    if (before === after) return [];
    if (after === undefined) {
      return [breaksNewCallers(where, 'it was removed; they get `refused` or an outage instead')];
    }
    if (before === undefined) {
      return [
        breaksOldCallers(where, `it was added; they get ${asUnknown(old.name, after)} instead`),
      ];
    }
    const what = `its status was ${before} and is ${after}; they get ${old.name}_answer_invalid`;
    return [breaksOldCallers(where, what), breaksNewCallers(where, what)];
  });
}

/** What a caller gets for a code that it does not know. */
function asUnknown(context: string, status: number): string {
  return status >= 500 ? `${context}_unavailable` : '`refused`';
}

function compareCalls(old: Snapshot, next: Snapshot): Break[] {
  return namesOf(old.calls, next.calls).flatMap((name) => {
    const [before, after] = [old.calls[name], next.calls[name]];
    const where = `${old.name}.${name}`;
    if (!before) return [breaksNewCallers(where, 'the call was added')];
    if (!after) return [breaksOldCallers(where, 'the call was removed')];
    const known = Object.keys(old.codes).filter((code) => code in next.codes);
    return compareCall(where, before, after, known);
  });
}

/** Events are read as answers are. A follower passes over a type that it does not know. */
function compareEvents(old: Snapshot, next: Snapshot): Break[] {
  return namesOf(old.events, next.events).flatMap((type) => {
    const [before, after] = [old.events[type], next.events[type]];
    const where = `${old.name} event ${type}`;
    // Followers pass over a type that they do not know, and wait for one that is not there yet.
    if (!before) return [];
    if (!after) return [breaksOldCallers(where, 'the type was removed; they wait for it in vain')];
    return compareAnswers(where, before, after);
  });
}

function namesOf(old: object, next: object): string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].sort();
}
