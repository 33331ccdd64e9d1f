import { type Break, breaksNewCallers, breaksOldCallers } from './break.js';
import { compareAnswers, compareRequests } from './compare-schemas.js';
import { alwaysSent } from './schemas/always-sent.js';
import type { CallSnapshot } from './snapshot.js';

type Compare = (where: string, old: CallSnapshot, next: CallSnapshot) => Break[];

/** @param known the codes that both versions have: others are reported once, not per call */
export function compareCall(
  where: string,
  old: CallSnapshot,
  next: CallSnapshot,
  known: readonly string[],
): Break[] {
  return [
    ...[comparePath, compareKind, compareBatch, compareChunk, compareCallers].flatMap((each) =>
      each(where, old, next),
    ),
    ...compareCodes(where, old, next, known),
    ...compareRequests(where, old.input, next.input),
    ...compareRepetitions(where, old, next),
    ...compareAnswers(where, old.output, next.output),
  ];
}

const comparePath: Compare = (where, { path: old }, { path: next }) => {
  if (old === next) return [];
  const what = `its path was ${old} and is ${next}`;
  return [breaksOldCallers(where, what), breaksNewCallers(where, what)];
};

/** A command that is repeated by another version, with its key, must be the same input. */
const compareRepetitions: Compare = (where, old, next) => {
  if (old.kind !== 'command' || next.kind !== 'command') return [];
  const [before, after] = [old, next].map(({ input }) => alwaysSent(input.sent ?? input.accepted));
  const ofDefaults = new Set(alwaysSent(next.input.accepted));
  return without(after!, before!)
    .filter((path) => !ofDefaults.has(path))
    .map((path) =>
      breaksNewCallers(
        `${where}${path}`,
        'it has a default, which they always send: a command that old callers began is another ' +
          'input when they repeat it, and gets key_reused',
      ),
    );
};

/** A query ignores a key; a command without one is refused. */
const compareKind: Compare = (where, { kind: old }, { kind: next }) => {
  if (old === next) return [];
  const what = `it was a ${old} and is a ${next}: one side sends no key`;
  return [next === 'command' ? breaksOldCallers(where, what) : breaksNewCallers(where, what)];
};

/** A batch has another body. */
const compareBatch: Compare = (where, { batch: old }, { batch: next }) => {
  if (old === next) return [];
  if (old !== undefined && next !== undefined) return limit(where, 'batch', old, next);
  const what = `batch was ${old === undefined ? 'added' : 'removed'}: requests have another form`;
  return [breaksOldCallers(where, what), breaksNewCallers(where, what)];
};

/** A chunk is a limit of what is sent at once; without it there is none. */
const compareChunk: Compare = (where, { chunk: old }, { chunk: next }) =>
  old === next ? [] : limit(where, 'chunk', old ?? Infinity, next ?? Infinity);

function limit(where: string, name: string, old: number, next: number): Break[] {
  const text = (value: number) => (value === Infinity ? 'without limit' : value);
  const what = `${name} was ${text(old)} and is ${text(next)}`;
  return [next < old ? breaksOldCallers(where, what) : breaksNewCallers(where, what)];
}

const compareCallers: Compare = (where, { callers: old }, { callers: next }) => {
  const removed = old?.filter((each) => next && !next.includes(each)) ?? [];
  const added = next?.filter((each) => old && !old.includes(each)) ?? [];
  const allowed = (names: readonly string[] | undefined) => names?.join(', ') ?? 'all';
  const what = `its callers were ${allowed(old)} and are ${allowed(next)}`;
  return [
    ...(removed.length > 0 || (!old && next) ? [breaksOldCallers(where, what)] : []),
    ...(added.length > 0 || (old && !next) ? [breaksNewCallers(where, what)] : []),
  ];
};

function compareCodes(
  where: string,
  { codes: old }: CallSnapshot,
  { codes: next }: CallSnapshot,
  known: readonly string[],
): Break[] {
  const [added, removed] = [without(next, old), without(old, next)].map((codes) =>
    codes.filter((code) => known.includes(code)),
  );
  return [
    ...added!.map((code) =>
      breaksOldCallers(where, `it may throw ${code}, which they do not expect`),
    ),
    ...removed!.map((code) =>
      breaksNewCallers(where, `it does not throw ${code} any more, which they do not expect`),
    ),
  ];
}

function without(codes: readonly string[], others: readonly string[]): string[] {
  return codes.filter((code) => !others.includes(code));
}
