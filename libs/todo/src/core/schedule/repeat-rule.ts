import { type Day, formatDay, parseDay } from './day.js';

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A weekday, or the nth one of a month: from its end if negative. */
export interface RuleWeekday {
  /** 0 is Monday. */
  weekday: number;
  nth?: number;
}

/** How an item repeats: a part of the rules of RFC 5545, 3.3.10. Lists are sorted, and have each value once. */
export interface RepeatRule {
  frequency: Frequency;
  interval: number;
  weekdays: readonly RuleWeekday[];
  /** From the end of the month if negative. */
  monthDays: readonly number[];
  months: readonly number[];
  /** The first weekday of a week, which matters if not every week counts. */
  weekStart: number;
  /** How many occurrences there are, with the first one. */
  count?: number;
  /** The last day on which there may be an occurrence. */
  until?: Day;
}

/** Says what is wrong with a rule, in words for its author. */
export class RuleError extends Error {}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Of the text of a rule, in characters. */
export const MAX_RULE_LENGTH = 200;
const MOST = { interval: 999, count: 1_000, nth: 5 };
const PART = /^([A-Z]+)=([A-Z0-9,+-]+)$/;
/** The parts that a frequency may have, beside FREQ, INTERVAL, COUNT and UNTIL. */
const ALLOWED: Record<Frequency, readonly string[]> = {
  DAILY: [],
  WEEKLY: ['BYDAY', 'WKST'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH'],
};
const COMMON = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL'];

/**
 * Reads a rule such as `FREQ=WEEKLY;BYDAY=MO,TH`.
 *
 * @throws RuleError
 */
export function parseRule(text: string): RepeatRule {
  if (text.length > MAX_RULE_LENGTH)
    throw new RuleError(`must have at most ${MAX_RULE_LENGTH} characters`);
  const parts = partsOf(text);
  const frequency = parts.get('FREQ') as Frequency;
  if (!Object.hasOwn(ALLOWED, frequency ?? ''))
    throw new RuleError('must have FREQ=DAILY, WEEKLY, MONTHLY or YEARLY');
  assertAllowed(parts, frequency);
  const rule: RepeatRule = {
    frequency,
    interval: number(parts, 'INTERVAL', MOST.interval) ?? 1,
    weekdays: sorted(
      list(parts, 'BYDAY', (value) => weekday(value, frequency)),
      byPlace,
    ),
    monthDays: sorted(list(parts, 'BYMONTHDAY', (value) => within('BYMONTHDAY', value, 31, true))),
    months: sorted(list(parts, 'BYMONTH', (value) => within('BYMONTH', value, 12))),
    weekStart: parts.has('WKST') ? weekday(parts.get('WKST')!, 'WEEKLY').weekday : 0,
  };
  const [count, until] = [number(parts, 'COUNT', MOST.count), untilOf(parts)];
  return { ...rule, ...(count !== undefined && { count }), ...(until !== undefined && { until }) };
}

/** The same rule has one text. */
export function formatRule(rule: RepeatRule): string {
  const parts = [`FREQ=${rule.frequency}`];
  const add = (name: string, value: string | number) => parts.push(`${name}=${value}`);
  if (rule.interval > 1) add('INTERVAL', rule.interval);
  if (rule.months.length > 0) add('BYMONTH', rule.months.join());
  if (rule.monthDays.length > 0) add('BYMONTHDAY', rule.monthDays.join());
  if (rule.weekdays.length > 0) add('BYDAY', rule.weekdays.map(formatWeekday).join());
  if (rule.weekStart > 0) add('WKST', WEEKDAYS[rule.weekStart]!);
  if (rule.count !== undefined) add('COUNT', rule.count);
  if (rule.until !== undefined) add('UNTIL', formatDay(rule.until).replaceAll('-', ''));
  return parts.join(';');
}

function formatWeekday({ weekday: day, nth }: RuleWeekday): string {
  return `${nth ?? ''}${WEEKDAYS[day]}`;
}

function partsOf(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [, name, value] = PART.exec(part) ?? [];
    if (!name || !value) throw new RuleError('must have the form NAME=VALUE;NAME=VALUE');
    if (parts.has(name)) throw new RuleError(`must have ${name} once`);
    parts.set(name, value);
  }
  return parts;
}

function assertAllowed(parts: ReadonlyMap<string, string>, frequency: Frequency): void {
  const allowed = [...COMMON, ...ALLOWED[frequency]];
  for (const name of parts.keys()) {
    if (!allowed.includes(name))
      throw new RuleError(`must not have ${name} with FREQ=${frequency}`);
  }
  const both = (one: string, other: string) => parts.has(one) && parts.has(other);
  if (both('COUNT', 'UNTIL')) throw new RuleError('must not have both COUNT and UNTIL');
  if (both('BYDAY', 'BYMONTHDAY')) throw new RuleError('must not have both BYDAY and BYMONTHDAY');
  const needsMonth = parts.has('BYDAY') || parts.has('BYMONTHDAY');
  if (frequency === 'YEARLY' && needsMonth && !parts.has('BYMONTH'))
    throw new RuleError('must have BYMONTH, too, with FREQ=YEARLY');
}

function number(parts: ReadonlyMap<string, string>, name: string, most: number) {
  const value = parts.get(name);
  return value === undefined ? undefined : within(name, value, most);
}

function within(name: string, value: string, most: number, isSigned = false): number {
  const parsed = Number(value);
  const isValid = /^[+-]?\d{1,4}$/.test(value) && parsed !== 0 && Math.abs(parsed) <= most;
  if (!isValid || (parsed < 0 && !isSigned))
    throw new RuleError(
      `must have a number of 1 to ${most}${isSigned ? `, or of -${most} to -1,` : ''} as ${name}`,
    );
  return parsed;
}

function weekday(value: string, frequency: Frequency): RuleWeekday {
  const [, nth, name] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(value) ?? [];
  const day = WEEKDAYS.indexOf(name ?? '');
  if (day < 0) throw new RuleError(`must have weekdays such as MO`);
  if (nth === undefined) return { weekday: day };
  if (frequency === 'WEEKLY') throw new RuleError(`must have weekdays such as ${name}`);
  return { weekday: day, nth: within('the place of a weekday', nth, MOST.nth, true) };
}

function list<T>(
  parts: ReadonlyMap<string, string>,
  name: string,
  read: (value: string) => T,
): T[] {
  return (parts.get(name)?.split(',') ?? []).map(read);
}

function sorted<T>(values: readonly T[], compare?: (a: T, b: T) => number): T[] {
  const once = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...once.values()].sort(compare ?? ((a, b) => Number(a) - Number(b)));
}

function byPlace(a: RuleWeekday, b: RuleWeekday): number {
  return (a.nth ?? 0) - (b.nth ?? 0) || a.weekday - b.weekday;
}

function untilOf(parts: ReadonlyMap<string, string>): Day | undefined {
  const value = parts.get('UNTIL');
  if (value === undefined) return undefined;
  const day = parseDay(value.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  if (day === undefined) throw new RuleError('must have a date such as 20301231 as UNTIL');
  return day;
}
