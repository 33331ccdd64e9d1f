import { inSchema } from '../place/place.js';
import type { Pair } from './pair.js';

/** Continues all sequences, also those of identity columns, where they are at the source. */
export async function setSequences({ source, target, sequences }: Pair): Promise<void> {
  for (const name of sequences) {
    const [found] = await source.session.query<{ last_value: string; is_called: boolean }>(
      `SELECT last_value::text, is_called FROM ${inSchema(source, name)}`,
    );
    await target.session.query('SELECT setval($1::regclass, $2::bigint, $3)', [
      inSchema(target, name),
      found!.last_value,
      found!.is_called,
    ]);
  }
}
