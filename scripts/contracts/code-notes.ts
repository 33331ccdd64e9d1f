import { CODE } from './schemas/json-schema.js';
import type { Snapshot } from './snapshot.js';

/** Says which calls have checks in code: a change within them is not seen. */
export function codeNotes(snapshots: readonly Snapshot[]): string[] {
  const calls = snapshots.flatMap(({ name, calls }) =>
    Object.entries(calls)
      .filter(([, call]) => JSON.stringify(call).includes(`"${CODE}"`))
      .map(([call]) => `${name}.${call}`),
  );
  if (calls.length === 0) return [];
  return [`Checks in code (refine, codec) are not compared: ${calls.join(', ')}`];
}
