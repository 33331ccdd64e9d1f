import { z } from 'zod';
import { pageLimit } from '#glue/fields';
import type { TrashedItem } from '../../core/trash/trashed-item.js';
import {
  contentsOf,
  detailedItemAnswer,
  CONTENTS,
  pageCursor,
} from '../details/detailed-items.schemas.js';

const TRASHED = { ...CONTENTS, deleted_at: '2026-01-02T12:00:00.000Z' };

const trashedItemAnswer = detailedItemAnswer
  .omit({ etag: true, role: true, shared: true, list_id: true, position: true, remind: true })
  .extend({ deleted_at: z.string().meta({ format: 'date-time' }) })
  .meta({ id: 'TrashedItem', example: TRASHED });

export const trashAnswer = z
  .object({ items: z.array(trashedItemAnswer), next_cursor: z.string().nullable() })
  .meta({ id: 'TrashPage', example: { items: [TRASHED], next_cursor: null } });

export const trashQuery = z.strictObject({ limit: pageLimit, cursor: pageCursor });

/** An item of the trash. */
export function trashedAnswerOf(item: TrashedItem): z.output<typeof trashedItemAnswer> {
  return { ...contentsOf(item), deleted_at: item.deletedAt.toISOString() };
}
