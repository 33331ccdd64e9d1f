import { z } from 'zod';
import { defineErrors } from '#glue/errors';
import { command, defineContract, query } from '#seam';

/** The goods of a shop, which orders take. */
export const stockContract = defineContract('stock', {
  errors: defineErrors({
    sold_out: { status: 409, message: 'Sold out.', when: 'Too few are left.', cure: 'Take fewer.' },
  }),
  calls: {
    take: command({ input: z.string(), output: z.int(), errors: ['sold_out'] }),
    reserve: command({ input: z.string(), output: z.string(), secret: true }),
    left: query({ input: z.null(), output: z.int() }),
  },
});
