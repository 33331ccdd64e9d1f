import type { Schema } from '#client';
import { usage } from '../command-error.js';
import type { Options } from './command.types.js';
import { dayOf, isTime, isZone, numberOf } from './values.js';

type Due = Schema<'Due'>;

/** What an option has for "no value". */
const NONE = 'none';

/** The options of the fields of an item. */
export const ITEM_OPTIONS = {
  notes: { type: 'string', value: 'text', text: 'notes in Markdown' },
  priority: { type: 'string', value: '0-3', text: '3 is the highest, 0 is none' },
  due: { type: 'string', value: 'day', text: 'such as 2026-12-31, or none' },
  time: { type: 'string', value: 'hh:mm', text: 'a time of that day, or none' },
  zone: { type: 'string', value: 'zone', text: 'of the time, such as Europe/Berlin' },
  repeat: { type: 'string', value: 'rule', text: 'such as FREQ=WEEKLY (RFC 5545), or none' },
  label: { type: 'string', multiple: true, value: 'label', text: 'repeatable; none removes all' },
  list: { type: 'string', value: 'list', text: 'the id or the name of a list, or default' },
} as const satisfies Options;

/** The values of {@link ITEM_OPTIONS}. */
export interface ItemValues {
  notes?: string | undefined;
  priority?: string | undefined;
  due?: string | undefined;
  time?: string | undefined;
  zone?: string | undefined;
  repeat?: string | undefined;
  label?: string[] | undefined;
}

/**
 * The fields that options set, without the list.
 *
 * @param present the due date that an item has
 * @param zone of times, if neither an option nor the item says it
 * @throws CommandError
 */
export function fieldsOf(values: ItemValues, present: Due | null, zone: string) {
  const { notes, priority, repeat, label } = values;
  const due = dueOf(values, present, zone);
  return {
    ...(notes !== undefined && { notes }),
    ...(priority !== undefined && { priority: numberOf('priority', priority, 0, 3) }),
    ...(due !== undefined && { due }),
    ...(repeat !== undefined && { repeat: repeat === NONE ? null : repeat }),
    ...(label !== undefined && { labels: label.filter((each) => each !== NONE) }),
  };
}

function dueOf(values: ItemValues, present: Due | null, zone: string): Due | null | undefined {
  const { due, time = present?.time, zone: given } = values;
  if (due === undefined && values.time === undefined && given === undefined) return undefined;
  if (due === NONE) {
    if (values.time ?? given) throw usage('--time and --zone need a day in --due.');
    return null;
  }
  const date = due === undefined ? present?.date : dayOf('due', due);
  if (date === undefined) throw usage('--time and --zone need --due.');
  if (time === undefined || time === NONE) {
    if (given !== undefined) throw usage('--zone needs --time: a day is the same everywhere.');
    return { date };
  }
  if (!isTime(time)) throw usage('--time must be a time, such as 09:30.');
  const time_zone = given ?? present?.time_zone ?? zone;
  if (!isZone(time_zone)) throw usage(`There is no time zone "${time_zone}".`);
  return { date, time, time_zone };
}
