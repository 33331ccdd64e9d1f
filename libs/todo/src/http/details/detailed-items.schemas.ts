import { z } from 'zod';
import { idInPath, idNumber, integer, listOf, pageLimit, plainText } from '#glue/fields';
import {
  type DetailedItem,
  MAX_LABEL_LENGTH,
  MAX_LABELS,
  MAX_NOTES_BYTES,
} from '../../core/details/detailed-item.js';
import { itemTag } from '../../core/item-tag.js';
import { SORT_KEYS } from '../../core/details/item-query.js';
import { MAX_TITLE_LENGTH } from '../../core/title.js';
import { etagOf } from '../entity-tags.js';
import { newTitle, shownText } from '../items.schemas.js';
import { day, due, dueAnswer, dueAnswerOf } from '../schedule/due.schema.js';
import { repeat } from '../schedule/repeat.schema.js';

const MAX_CURSOR_LENGTH = 2_000;
const MAX_SEARCH_LENGTH = 200;
/** All control characters but tabs and the ends of lines. */
const CONTROL = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f';
const CONTROLLING = new RegExp(`[${CONTROL}]`);
/** Of characters: a byte has at least one. */
const notes = plainText({ min: 0, max: MAX_NOTES_BYTES, trim: false })
  .refine(
    (text) => Buffer.byteLength(text) <= MAX_NOTES_BYTES,
    `must have at most ${MAX_NOTES_BYTES} bytes`,
  )
  .refine(
    (text) => !CONTROLLING.test(text),
    'must not contain control characters, except tabs and ends of lines',
  )
  .meta({ pattern: `^[^${CONTROL}]*$` });

const status = z.enum(['PENDING', 'DONE']);

const priority = integer(0, 3)
  .transform((value) => value as 0 | 1 | 2 | 3)
  .meta({ description: '0 is none, 3 the highest' });

const label = shownText(MAX_LABEL_LENGTH);
const labels = listOf(label, MAX_LABELS).transform((all) => [...new Set(all)]);

const clientId = z.uuid().toLowerCase().meta({
  description:
    'Your own id of the item. Sent again with the same contents, it makes no second item',
});

const listId = idNumber
  .nullable()
  .meta({ description: 'One of your lists; `null` is the default list' });

const remind = z
  .boolean()
  .meta({ description: 'Whether you get a mail at the due time; only with a time' });

const details = { notes, priority, due: due.nullable(), repeat: repeat.nullable(), labels };

/** As the core names it. */
export function withListId<T extends { list_id?: number | null | undefined }>({
  list_id,
  ...fields
}: T) {
  return { ...fields, ...(list_id !== undefined && { listId: list_id }) };
}

/** What a new item may have. */
export const newItemFields = z.object({
  title: newTitle,
  status: status.default('PENDING'),
  notes: notes.default(''),
  priority: priority.default(0),
  due: due.nullable().default(null),
  repeat: repeat.nullable().default(null),
  labels: labels.default([]),
  client_id: clientId.optional(),
  list_id: listId.default(null),
  remind: remind.default(false),
});

export const NEW_ITEM = {
  title: 'call Ada',
  priority: 2,
  due: { date: '2026-12-31' },
  labels: ['work'],
};

export const newItemBody = newItemFields
  .transform(withListId)
  .meta({ id: 'NewItem', example: NEW_ITEM });

/** What of an item can be changed. */
export const changedFields = z
  .object({ title: newTitle, status, ...details, list_id: listId, remind })
  .partial();

/** @param names what else the object has */
export function hasChange(change: object, names = 0): boolean {
  return Object.keys(change).length > names;
}

/** Of the whole object, not of one of its fields. */
export const NO_CHANGE = 'must have a field to change';

export const patchItemBody = changedFields
  .refine((change) => hasChange(change), NO_CHANGE)
  .transform(withListId)
  .meta({ id: 'PatchItem', example: { status: 'DONE' }, minProperties: 1 });

/** The example of an answer: what people have written into an item, and when. */
export const CONTENTS = {
  id: 1,
  title: 'call Ada',
  status: 'PENDING' as const,
  notes: '',
  priority: 2,
  due: { date: '2026-12-31' },
  repeat: null,
  labels: ['work'],
  created_at: '2026-01-01T12:00:00.000Z',
  updated_at: null,
  completed_at: null,
};
const ITEM = {
  ...CONTENTS,
  list_id: 3,
  position: null,
  remind: false,
  role: 'owner' as const,
  shared: false,
  etag: '"p7Zt1c0GmY3kXb9QwRfLs5"',
};

const time = z.string().meta({ format: 'date-time' }).nullable();

export const detailedItemAnswer = z
  .object({
    id: idNumber,
    title: z.string().meta({ minLength: 1, maxLength: MAX_TITLE_LENGTH }),
    status,
    notes: z.string(),
    priority: z.int().min(0).max(3),
    due: dueAnswer.nullable(),
    repeat: z.string().nullable(),
    labels: z.array(z.string()),
    etag: z.string().describe('For `If-Match`'),
    created_at: time.describe('`null` if the item is older than such times'),
    updated_at: time.describe('Of the last change; `null` if there was none'),
    completed_at: time,
    list_id: idNumber.nullable().describe('One of your lists; `null` is the default list'),
    position: z
      .string()
      .nullable()
      .describe(
        'Sorts the items of the list as text; `null` if it was never moved there: then last',
      ),
    remind: z.boolean().describe('Whether you get a mail at the due time'),
    role: z.enum(['owner', 'member']),
    shared: z.boolean().describe('Whether others have it, too'),
  })
  .meta({ id: 'DetailedItem', example: ITEM });

export type DetailedItemAnswer = z.output<typeof detailedItemAnswer>;
/** What all its members see, and of the past. */
type Contents = Omit<
  DetailedItemAnswer,
  'role' | 'shared' | 'etag' | 'list_id' | 'position' | 'remind'
>;

export const itemsPageAnswer = z
  .object({ items: z.array(detailedItemAnswer), next_cursor: z.string().nullable() })
  .meta({ id: 'ItemsPage', example: { items: [ITEM], next_cursor: null } });

const SORTS = SORT_KEYS.flatMap((key) => [key, `-${key}`] as const);

export const pageCursor = z
  .string()
  .max(MAX_CURSOR_LENGTH)
  .regex(/^[\w-]+$/, 'must be the next_cursor of an answer')
  .optional()
  .meta({ description: 'The `next_cursor` of the answer before, to the same query' });

export const itemsQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor,
  status: status.optional(),
  label: label.optional(),
  list: z
    .union(
      [z.literal('default').transform(() => null), idInPath],
      'must be the id of a list, or default',
    )
    .optional()
    .meta({
      description: 'The id of one of your lists, or `default`',
      oneOf: [
        { const: 'default' },
        { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      ],
    }),
  due_from: day.optional().meta({ description: 'Due on this day or later' }),
  due_to: day.optional().meta({ description: 'Due on this day or earlier' }),
  text: plainText({ min: 1, max: MAX_SEARCH_LENGTH, trim: true })
    .optional()
    .meta({ description: 'Words of the title, notes or labels, or how they begin, in any case' }),
  sort: z.enum(SORTS).default('created').meta({
    description: 'With `-` in reverse. Items without a due date, or a position, are last',
  }),
});

/** An item, as version 2 of the API has it. */
export function answerOf(item: DetailedItem): DetailedItemAnswer {
  const place = { list_id: item.listId, position: item.position, remind: item.remind };
  return {
    ...contentsOf(item),
    ...place,
    role: item.role,
    shared: item.isShared,
    etag: etagOf(itemTag(item)),
  };
}

/** What people have written into it, and when. */
export function contentsOf(item: DetailedItem): Contents {
  const { id, title, status, notes, priority, due, repeat, labels } = item;
  const times = {
    created_at: textOf(item.createdAt),
    updated_at: textOf(item.updatedAt),
    completed_at: textOf(item.completedAt),
  };
  const shown = { notes, priority, due: due && dueAnswerOf(due), repeat, labels: [...labels] };
  return { id, title, status, ...shown, ...times };
}

function textOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
