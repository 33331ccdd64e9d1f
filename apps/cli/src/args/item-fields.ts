import type { Schema } from '#client';
import { usage } from '../command-error.js';
import type { Options } from './command.types.js';
import { type Clock, dayOf, isRule, isTime, isZone, numberOf, wordOf } from './values.js';

type Due = Schema<'Due'>;

/** What an option has for "no value". */
const NONE = 'none';

/** The options of the fields of an item. */
export const ITEM_OPTIONS = {
  notes: { type: 'string', value: 'text', text: 'notes in Markdown, or none' },
  priority: { type: 'string', value: '0-3', text: '3 is the highest, 0 or none is none' },
  due: { type: 'string', value: 'day', text: 'such as 2026-12-31, today, tomorrow, or none' },
  time: { type: 'string', value: 'hh:mm', text: 'a time of that day, or none' },
  zone: { type: 'string', value: 'zone', text: 'of the time, such as Europe/Berlin' },
  remind: { type: 'string', value: 'yes', text: 'a mail at that time, or none' },
  repeat: { type: 'string', value: 'rule', text: 'such as FREQ=WEEKLY (RFC 5545), or none' },
  label: { type: 'string', multiple: true, value: 'label', text: 'repeatable; none removes all' },
  list: { type: 'string', value: 'list', text: 'the id or the name of a list, or none' },
} as const satisfies Options;

/** The values of {@link ITEM_OPTIONS}. */
export interface ItemValues {
  notes?: string | undefined;
  priority?: string | undefined;
  due?: string | undefined;
  time?: string | undefined;
  zone?: string | undefined;
  remind?: string | undefined;
  repeat?: string | undefined;
  label?: string[] | undefined;
}

/**
 * The fields that options set, without the list.
 *
 * @param present the due date that an item has
 * @param clock its zone is that of times, if neither an option nor the item says it
 * @throws CommandError
 */
export function fieldsOf(values: ItemValues, present: Due | null, clock: Clock) {
  const { notes, priority, remind, repeat, label } = values;
  const due = dueOf(values, present, clock);
  return {
    ...(notes !== undefined && { notes: notes === NONE ? '' : notes }),
    ...(priority !== undefined && { priority: priorityOf(priority) }),
    ...(due !== undefined && { due }),
    ...(remind !== undefined && { remind: wordOf('remind', remind, ['yes', NONE]) !== NONE }),
    ...(repeat !== undefined && { repeat: ruleOf(repeat) }),
    ...(label !== undefined && { labels: label.filter((each) => each !== NONE) }),
  };
}

const priorityOf = (text: string): number => (text === NONE ? 0 : numberOf('priority', text, 0, 3));

function ruleOf(text: string): string | null {
  if (text === NONE) return null;
  if (!isRule(text)) throw usage('--repeat must be a rule, such as FREQ=WEEKLY;BYDAY=MO.');
  return text;
}

function dueOf(values: ItemValues, present: Due | null, clock: Clock): Due | null | undefined {
  const { due, time = present?.time, zone: given } = values;
  if (due === undefined && values.time === undefined && given === undefined) return undefined;
  if (due === NONE) {
    if (values.time ?? given) throw usage('--time and --zone need a day in --due.');
    return null;
  }
  const date = due === undefined ? present?.date : dayOf('due', due, clock);
  if (date === undefined) throw usage('--time and --zone need --due.');
  if (time === undefined || time === NONE) {
    if (given !== undefined) throw usage('--zone needs --time: a day is the same everywhere.');
    return { date };
  }
  if (!isTime(time)) throw usage('--time must be a time, such as 09:30.');
  const time_zone = given ?? present?.time_zone ?? clock.zone;
  if (!isZone(time_zone)) throw usage(`There is no time zone "${time_zone}".`);
  return { date, time, time_zone };
}
