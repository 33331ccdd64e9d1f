import { z } from 'zod';
import { idNumber, listOf } from '#glue/fields';
import { invalidFieldSchema } from '#glue/problem-details';
import { todoErrors } from '../../todo.errors.js';
import { OPERATIONS_PER_REQUEST } from '../../todo.limits.js';
import {
  changedFields,
  hasChange,
  NEW_ITEM,
  newItemFields,
  NO_CHANGE,
  withListId,
} from '../details/detailed-items.schemas.js';
import { ENTITY_TAGS } from '../entity-tags.js';

/** `op`, `id` and `if_match`, which are not changed. */
const NAMES_OF_UPDATE = 3;
const ETAG = '"p7Zt1c0GmY3kXb9QwRfLs5"';

const ifMatch = z
  .string()
  .regex(ENTITY_TAGS, 'must be *, or ETags in double quotes, separated by commas')
  .describe('The ETag of the item that you have seen, or `*` for any');

const create = z
  .object({ op: z.literal('create'), ...newItemFields.shape })
  .transform(withListId)
  .meta({ id: 'CreateOperation', example: { op: 'create', ...NEW_ITEM } });

const update = z
  .object({
    op: z.literal('update'),
    id: idNumber,
    if_match: ifMatch,
    ...changedFields.shape,
  })
  .refine((change) => hasChange(change, NAMES_OF_UPDATE), NO_CHANGE)
  .transform(withListId)
  .meta({
    id: 'UpdateOperation',
    example: { op: 'update', id: 1, if_match: ETAG, status: 'DONE' },
    minProperties: NAMES_OF_UPDATE + 1,
  });

const remove = z
  .object({ op: z.literal('delete'), id: idNumber, if_match: ifMatch.default('*') })
  .meta({ id: 'DeleteOperation', example: { op: 'delete', id: 1, if_match: ETAG } });

const restore = z
  .object({ op: z.literal('restore'), id: idNumber })
  .meta({ id: 'RestoreOperation', example: { op: 'restore', id: 1 } });

const operation = z.discriminatedUnion('op', [create, update, remove, restore], {
  error: ({ code }) =>
    code === 'invalid_union' ? 'must be create, update, delete or restore' : undefined,
});

export type Operation = z.output<typeof operation>;

export const bulkBody = z
  .object({
    atomic: z.boolean().default(false).describe('Whether all are done, or none if one is refused'),
    operations: listOf(operation, OPERATIONS_PER_REQUEST, 1),
  })
  .meta({
    id: 'Bulk',
    example: {
      operations: [
        { op: 'create', title: 'call Ada' },
        { op: 'update', id: 1, if_match: ETAG, status: 'DONE' },
        { op: 'delete', id: 2 },
        { op: 'restore', id: 3 },
      ],
    },
  });

const result = z
  .object({
    status: z
      .int()
      .min(200)
      .max(599)
      .describe('That of the answer to a request with this operation alone'),
    id: idNumber.optional().describe('Of the item'),
    etag: z.string().optional().describe('Of the item as it is now, if it is there'),
    code: z.string().optional().describe('Why it was refused'),
    title: z.string().optional().describe('The meaning of the code'),
    errors: z.array(invalidFieldSchema).optional().describe('Invalid fields'),
  })
  .meta({ id: 'OperationResult', example: { status: 201, id: 1, etag: ETAG } });

export type OperationResult = z.output<typeof result>;

export const bulkAnswer = z
  .object({ results: z.array(result).describe('In the order of the operations') })
  .meta({
    id: 'BulkResults',
    example: {
      results: [
        { status: 201, id: 4, etag: ETAG },
        {
          status: 412,
          id: 1,
          etag: ETAG,
          code: 'item_changed',
          title: todoErrors.item_changed.message,
        },
        { status: 204, id: 2 },
        { status: 404, code: 'item_not_found', title: todoErrors.item_not_found.message },
      ],
    },
  });
