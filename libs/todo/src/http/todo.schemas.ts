import { z } from 'zod';
import { plainText } from '#glue/http';

const MAX_TITLE_LENGTH = 255;
/** The largest id that PostgreSQL's integer holds. */
const MAX_ID = 2_147_483_647;

export const idNumber = z.int().positive().max(MAX_ID);
const title = plainText({ min: 1, max: MAX_TITLE_LENGTH, trim: true });
const status = z
  .string()
  .toUpperCase()
  .pipe(z.enum(['PENDING', 'DONE'], 'must be PENDING or DONE'))
  .describe('PENDING or DONE, in any case');

export const createItemBody = z
  .object({ title, status })
  .meta({ id: 'CreateItem', example: { title: 'code', status: 'PENDING' } });

export const updateItemBody = z
  .object({ id: idNumber, title, status })
  .meta({ id: 'UpdateItem', example: { id: 1, title: 'code', status: 'DONE' } });

/** The title in the path. */
export const deleteItemParameters = z.object({ name: title });

const item = z
  .object({ id: z.int(), title: z.string(), status: z.enum(['PENDING', 'DONE']) })
  .meta({ id: 'Item' });

export const allItemsAnswer = z.object({ pending: z.array(item), done: z.array(item) }).meta({
  id: 'AllItems',
  description: 'The items of the user who calls, oldest first in each list',
  example: { pending: [{ id: 1, title: 'code', status: 'PENDING' }], done: [] },
});
