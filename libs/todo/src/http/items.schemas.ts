import { z } from 'zod';
import { idNumber, isVisible, plainText, textPattern } from '#glue/fields';
import { MAX_TITLE_LENGTH } from '../core/title.js';

/**
 * Characters that make a title look like another one, or like two: control characters (C0, DEL,
 * C1), line and paragraph separators, and characters that embed, override or isolate a direction.
 * Direction marks (U+200E, U+200F, U+061C) are allowed: Hebrew and Arabic need them, and they
 * reorder nothing.
 */
const CONFUSING = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069';
const CONFUSED = new RegExp(`[${CONFUSING}]`);

/** The title of an existing item, which may be older than the rules of {@link newTitle}. */
const storedTitle = plainText({ min: 1, max: MAX_TITLE_LENGTH, trim: true });
export const newTitle = shownText(MAX_TITLE_LENGTH);

/** One line that people see, of 1 to `max` characters, and that cannot look like another one. */
export function shownText(max: number) {
  return plainText({ min: 1, max, trim: true })
    .refine(isVisible, { error: 'must have a visible character', abort: true })
    .refine(
      (text) => !CONFUSED.test(text),
      'must not contain control characters or overrides of the direction of writing',
    )
    .meta({
      pattern: textPattern(max, { excluded: CONFUSING, visible: true }),
      description:
        `1 to ${max} characters after surrounding space is dropped, one of them visible, ` +
        'without control characters and overrides of the direction of writing',
    });
}

/** ASCII only: `toUpperCase` would also convert a dotless i. */
export const status = z
  .string()
  .regex(
    /^(?:[Pp][Ee][Nn][Dd][Ii][Nn][Gg]|[Dd][Oo][Nn][Ee])$/,
    'must be PENDING or DONE, in any case',
  )
  .transform((text) => text.toUpperCase())
  .pipe(z.enum(['PENDING', 'DONE']))
  .describe('PENDING or DONE, in any case');

export const createItemBody = z
  .object({ title: newTitle, status })
  .meta({ id: 'CreateItem', example: { title: 'code', status: 'PENDING' } });

export const replaceItemBody = z
  .object({ id: idNumber, title: newTitle, status })
  .meta({ id: 'ReplaceItem', example: { id: 1, title: 'code', status: 'DONE' } });

const changedFields = { title: newTitle.optional(), status: status.optional() };
const isChange = ({ title, status }: { title?: unknown; status?: unknown }) =>
  title !== undefined || status !== undefined;
const NO_CHANGE = { path: ['title'], message: 'title or status is required' };
const ANY_FIELD = { anyOf: [{ required: ['title'] }, { required: ['status'] }] };

export const changeItemBody = z
  .object({ id: idNumber, ...changedFields })
  .refine(isChange, NO_CHANGE)
  .meta({ id: 'ChangeItem', example: { id: 1, status: 'DONE' }, ...ANY_FIELD });

export const deleteItemParameters = z.object({ name: storedTitle });

const itemAnswer = z
  .object({
    id: idNumber,
    title: z.string().meta({ minLength: 1, maxLength: MAX_TITLE_LENGTH }),
    status: z.enum(['PENDING', 'DONE']),
  })
  .meta({ id: 'Item' });

export const allItemsAnswer = z
  .object({ pending: z.array(itemAnswer), done: z.array(itemAnswer) })
  .meta({
    id: 'AllItems',
    description: 'The items of the caller, oldest first in each list',
    example: { pending: [{ id: 1, title: 'code', status: 'PENDING' }], done: [] },
  });
