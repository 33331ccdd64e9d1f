import { MOVE_TABLE, type MoveRow, readMoveRow } from '#glue/db';
import { inSchema, type Place } from './place.js';

export interface StateRow extends MoveRow {
  /** The other address, for messages. */
  other: string;
  /** The generation of the data that a partial copy replaces, if they were in charge here once. */
  leftAt: number | null;
}

export async function readState(place: Place): Promise<StateRow | undefined> {
  const { session, schema } = place;
  const row = await readMoveRow((sql, values) => session.query(sql, values), schema);
  if (!row) return undefined;
  const [more] = await session.query<Pick<StateRow, 'other' | 'leftAt'>>(
    `SELECT other, left_at AS "leftAt" FROM ${inSchema(place, MOVE_TABLE)}`,
  );
  return { ...row, ...more! };
}

/** Writes the row, within the open transaction. */
export async function writeState(place: Place, row: StateRow): Promise<void> {
  const table = inSchema(place, MOVE_TABLE);
  await place.session.run(`
    CREATE TABLE IF NOT EXISTS ${table} (
      only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      move       uuid NOT NULL,
      lineage    uuid NOT NULL,
      generation integer NOT NULL,
      state      text NOT NULL CHECK (state IN ('active', 'leaving', 'left', 'arriving')),
      other      text NOT NULL,
      left_at    integer,
      changed_at timestamptz NOT NULL DEFAULT now()
    )`);
  await place.session.query(
    `INSERT INTO ${table} (move, lineage, generation, state, other, left_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (only_row) DO UPDATE SET move = EXCLUDED.move, lineage = EXCLUDED.lineage,
       generation = EXCLUDED.generation, state = EXCLUDED.state, other = EXCLUDED.other,
       left_at = EXCLUDED.left_at,       changed_at = now()`,
    [row.move, row.lineage, row.generation, row.state, row.other, row.leftAt],
  );
}
