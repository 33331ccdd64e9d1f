import { z } from 'zod';
import { idNumber, integer } from '#glue/fields';
import { type List, MAX_LIST_NAME, MAX_LISTS } from '../../core/lists/list.js';
import type { Place } from '../../core/order/move.js';
import { hasChange, NO_CHANGE } from '../details/detailed-items.schemas.js';
import { shownText } from '../items.schemas.js';

const name = shownText(MAX_LIST_NAME);

export const newListBody = z.object({ name }).meta({ id: 'NewList', example: { name: 'work' } });

export const patchListBody = z
  .object({
    name,
    archived: z.boolean(),
    position: integer(0, MAX_LISTS - 1).meta({
      description: 'The new place among your lists, from 0; beyond the last one it is last',
    }),
  })
  .partial()
  .refine((change) => hasChange(change), NO_CHANGE)
  .transform(({ archived, ...change }) => ({
    ...change,
    ...(archived !== undefined && { isArchived: archived }),
  }))
  .meta({ id: 'PatchList', example: { archived: true }, minProperties: 1 });

export const deleteListQuery = z.strictObject({
  items: z
    .literal('move')
    .optional()
    .meta({ description: 'Items that are in the list move to the default list' }),
});

export const LIST = {
  id: 3,
  name: 'work',
  position: 0,
  archived: false,
  shared: false,
  role: 'owner',
  created_at: '2026-01-01T12:00:00.000Z',
};

export const listAnswer = z
  .object({
    id: idNumber,
    name: z.string().meta({ minLength: 1, maxLength: MAX_LIST_NAME }),
    position: z.int().min(0).describe('The place among your lists, from 0'),
    archived: z.boolean(),
    shared: z.boolean().describe('Whether others have it, too'),
    role: z.enum(['owner', 'member']).describe('Only the owner shares a list'),
    created_at: z.string().meta({ format: 'date-time' }),
  })
  .meta({ id: 'List', example: LIST });

export const listsAnswer = z
  .object({ lists: z.array(listAnswer) })
  .meta({ id: 'Lists', example: { lists: [LIST] } });

/** Next to which item another one is to be. */
export const moveItemBody = z
  .object({ before: idNumber, after: idNumber })
  .partial()
  .transform(({ before, after }, context): Place => {
    if (before !== undefined && after === undefined) return { before };
    if (after !== undefined && before === undefined) return { after };
    context.addIssue({
      code: 'custom',
      path: ['after'],
      message: 'either before or after is required',
    });
    return z.NEVER;
  })
  .meta({ id: 'MoveItem', example: { after: 1 }, minProperties: 1, maxProperties: 1 });

export function listAnswerOf(list: List): z.output<typeof listAnswer> {
  const { id, name, position, isArchived, isShared, role, createdAt } = list;
  const shared = { archived: isArchived, shared: isShared, role };
  return { id, name, position, ...shared, created_at: createdAt.toISOString() };
}

export function listsAnswerOf(lists: readonly List[]): z.output<typeof listsAnswer> {
  return { lists: lists.map(listAnswerOf) };
}
