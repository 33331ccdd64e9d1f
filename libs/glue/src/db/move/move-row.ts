import { quoted } from '../schema/table-location.js';

/** The table of a schema that says whether the data of its context are in charge there. */
export const MOVE_TABLE = 'move_state';
/** The tables of `npm run move` in the schema of a context. They belong to no context. */
export const TABLES_OF_MOVES = [MOVE_TABLE, 'move_changes', 'move_tables', 'move_later'];

/**
 * - `active`: in charge, after a move to this address
 * - `leaving`: in charge; a move to another address has begun
 * - `left`: another address is in charge, and no write succeeds here
 * - `arriving`: a copy, which is in charge once the row of the same move is `left` elsewhere
 */
export type MoveState = 'active' | 'leaving' | 'left' | 'arriving';

export interface MoveRow {
  /** The id of the last move from or to this address. */
  move: string;
  /** The same at all addresses between which the data were moved. */
  lineage: string;
  /** The number of moves before the data were in charge here. */
  generation: number;
  state: MoveState;
}

/** Whether the data at the address of this row are in charge. A copy may be, by the row of another. */
export function isInCharge({ state }: MoveRow): boolean {
  return state === 'active' || state === 'leaving';
}

/** Runs a statement; resolves to its rows. */
export type Run = (sql: string, values: unknown[]) => Promise<unknown>;

/** The row of an address; `undefined` if nothing was moved from or to it. */
export async function readMoveRow(run: Run, schema: string): Promise<MoveRow | undefined> {
  // Not by to_regclass, which fails for a role that may not use the schema.
  const found = (await run(
    `SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = $2`,
    [schema, MOVE_TABLE],
  )) as unknown[];
  if (found.length === 0) return undefined;
  const rows = (await run(
    `SELECT move::text, lineage::text, generation, state FROM ${quoted(schema, MOVE_TABLE)}`,
    [],
  )) as MoveRow[];
  return rows[0];
}

/** Completes a move whose handover was committed. Does nothing if another process has done it. */
export async function activate(run: Run, schema: string, move: string): Promise<void> {
  await run(
    `UPDATE ${quoted(schema, MOVE_TABLE)} SET state = 'active'
     WHERE state = 'arriving' AND move = $1::uuid`,
    [move],
  );
}
