import { z } from 'zod';

/** The one call that each library makes. */
export const input = z.object({ user: z.int() });
/** A list of 20 rows. */
export const output = z.array(
  z.object({ id: z.int(), title: z.string(), status: z.enum(['PENDING', 'DONE']) }),
);

export type Input = z.output<typeof input>;
export type Rows = z.output<typeof output>;

const ROWS: Rows = Array.from({ length: 20 }, (_, id) => ({
  id,
  title: `item ${id} of a list`,
  status: id % 3 === 0 ? 'DONE' : 'PENDING',
}));

/** What the provider does: nothing, so that only the call costs. */
export const list: (input: Input) => Promise<Rows> = async () => ROWS;
