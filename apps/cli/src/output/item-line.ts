import type { DetailedItem } from '#client';
import type { Piece } from './output.js';

type Shown = Pick<DetailedItem, 'id' | 'title' | 'status'> & Partial<DetailedItem>;

/** An item in one line. @param lists the names of lists by their ids */
export function itemLine(item: Shown, lists: ReadonlyMap<number, string> = new Map()): Piece[] {
  const isDone = item.status === 'DONE';
  const list = item.list_id ? lists.get(item.list_id) : undefined;
  return [
    [String(item.id).padStart(4), 'dim'],
    isDone ? '  [x] ' : '  [ ] ',
    isDone ? [item.title, 'dim'] : item.title,
    ...(item.priority ? [['  ' + '!'.repeat(item.priority), 'red'] as const] : []),
    ...(item.due ? [[`  ${dueText(item.due)}`, 'yellow'] as const] : []),
    ...(item.remind ? [['  reminder', 'yellow'] as const] : []),
    ...(item.repeat ? [[`  ${item.repeat}`, 'dim'] as const] : []),
    ...(item.labels ?? []).map((label) => [`  #${label}`, 'cyan'] as const),
    ...(list ? [[`  (${list})`, 'green'] as const] : []),
  ];
}

/** A due date in words: `2026-12-31 09:30 Europe/Berlin`. */
export function dueText({ date, time, time_zone }: NonNullable<DetailedItem['due']>): string {
  return [date, time, time_zone].filter((part) => part !== undefined).join(' ');
}
