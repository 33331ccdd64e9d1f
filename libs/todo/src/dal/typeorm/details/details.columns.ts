import type {
  DetailedDraft,
  DetailedItem,
  ItemPlace,
  Priority,
} from '../../../core/details/detailed-item.js';
import type { ItemStatus } from '../../../core/item.js';
import type { MembershipRole } from '../../../core/membership.js';
import type { Due } from '../../../core/schedule/due.js';

/** Of an item `i`: the columns of a {@link DetailedRow}, but those of the membership of a user in it. */
export const DETAILS = `i.id, i.title, i.status, i.notes, i.priority, i.labels, i.due_date::text AS "dueDate",
  to_char(i.due_time, 'HH24:MI') AS "dueTime", i.due_zone AS "dueZone", i.repeat, i.created_at AS "createdAt",
  i.updated_at AS "updatedAt", i.completed_at AS "completedAt"`;

/** Of a membership `c`: the other columns of a {@link DetailedRow}, but {@link isShared}. */
export const PLACE = 'c.role, c.list_id AS "listId", c.position, c.remind_at IS NOT NULL AS remind';

/**
 * The last column of a {@link DetailedRow}.
 *
 * @param id of the item
 * @param user of the membership
 */
export const isShared = (id: string, user: string) => `EXISTS (
    SELECT FROM todo.user_connections other WHERE other.to_do_id = ${id} AND other.user_id <> ${user} OFFSET 0
  ) AS "isShared"`;

export interface DetailedRow extends ItemPlace {
  id: number;
  title: string;
  status: ItemStatus;
  notes: string;
  priority: Priority;
  labels: string[];
  dueDate: string | null;
  dueTime: string | null;
  dueZone: string | null;
  repeat: string | null;
  createdAt: Date | null;
  updatedAt: Date | null;
  completedAt: Date | null;
  role: MembershipRole;
  isShared: boolean;
}

export function itemOf(row: DetailedRow): DetailedItem {
  const { id, title, status, notes, priority, repeat, labels, role, listId, position, remind } =
    row;
  const { createdAt, updatedAt, completedAt, isShared } = row;
  const due = dueOf(row.dueDate, row.dueTime, row.dueZone);
  const details = { notes, priority, due, repeat, labels };
  const times = { createdAt, updatedAt, completedAt };
  return { id, title, status, ...details, ...times, role, isShared, listId, position, remind };
}

export function dueOf(date: string | null, time: string | null, zone: string | null): Due | null {
  if (date === null) return null;
  return time === null || zone === null ? { date } : { date, time, zone };
}

/** The columns of an item in a draft or a change, as they are stored. */
export function columnsOf({ due, ...change }: Partial<DetailedDraft>) {
  const { title, status, notes, priority, labels, repeat } = change;
  const given = { title, status, notes, priority, labels, repeat };
  const dates = due === undefined ? {} : dueColumns(due);
  const entries = Object.entries({ ...given, ...dates });
  return new Map(entries.filter(([, value]) => value !== undefined));
}

/** In the order of the parameters of the statement that creates an item. */
export function valuesOf(draft: DetailedDraft): unknown[] {
  const { title, status, notes, priority, labels, due, repeat } = draft;
  return [title, status, notes, priority, labels, ...Object.values(dueColumns(due)), repeat];
}

function dueColumns(due: Due | null) {
  const { date = null, time = null, zone = null } = due ?? {};
  return { due_date: date, due_time: time, due_zone: zone };
}
