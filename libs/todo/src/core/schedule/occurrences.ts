import { dateOf, type Day, daysIn, dayOf, LAST_DAY, weekdayOf } from './day.js';
import type { RepeatRule, RuleWeekday } from './repeat-rule.js';

const WEEK = 7;
const MONTHS = 12;

/**
 * The first occurrence after a day; `undefined` if there is none. Occurrences are computed from the first one, never
 * from the one before: the 31st is skipped in short months only.
 *
 * @param start the first occurrence: {@link isFirst}
 */
export function nextOccurrence(rule: RepeatRule, start: Day, after: Day): Day | undefined {
  const { count = Infinity, until = LAST_DAY } = rule;
  // Those before are counted.
  const from = count === Infinity ? Math.max(start, after) : start;
  let found = 0;
  for (const day of occurrencesFrom(rule, start, from)) {
    if (day > until || ++found > count) return undefined;
    if (day > after) return day;
  }
  return undefined;
}

/** Whether a rule may begin on a day: RFC 5545 does not say what follows from another one. */
export function isFirst(rule: RepeatRule, start: Day): boolean {
  return start <= (rule.until ?? LAST_DAY) && daysOfPeriod(rule, start, 0).includes(start);
}

/** Without an end. Begins with the period that has the day `from`. */
function* occurrencesFrom(rule: RepeatRule, start: Day, from: Day): Generator<Day> {
  for (let period = periodOf(rule, start, from); ; period++) {
    if (firstDayOf(rule, start, period) > LAST_DAY) return;
    for (const day of daysOfPeriod(rule, start, period))
      if (day >= start && day <= LAST_DAY) yield day;
  }
}

/** Periods of a rule, such as every second week, have numbers: that of its start has 0. */
function periodOf(rule: RepeatRule, start: Day, day: Day): number {
  return Math.max(0, Math.floor(unitsBetween(rule, start, day) / rule.interval));
}

function unitsBetween({ frequency, weekStart }: RepeatRule, start: Day, day: Day): number {
  if (frequency === 'DAILY') return day - start;
  if (frequency === 'WEEKLY') return (weekOf(day, weekStart) - weekOf(start, weekStart)) / WEEK;
  const [a, b] = [dateOf(start), dateOf(day)];
  const years = b.year - a.year;
  return frequency === 'YEARLY' ? years : years * MONTHS + b.month - a.month;
}

/** The first day of the week of a day. */
function weekOf(day: Day, weekStart: number): Day {
  return day - ((weekdayOf(day) - weekStart + WEEK) % WEEK);
}

function firstDayOf(rule: RepeatRule, start: Day, period: number): Day {
  const units = period * rule.interval;
  if (rule.frequency === 'DAILY') return start + units;
  if (rule.frequency === 'WEEKLY') return weekOf(start, rule.weekStart) + units * WEEK;
  const [first] = monthsOfPeriod(rule, start, period);
  return dayOf({ ...first!, day: 1 });
}

/** Sorted. */
function daysOfPeriod(rule: RepeatRule, start: Day, period: number): Day[] {
  const first = firstDayOf(rule, start, period);
  if (rule.frequency === 'DAILY') return [first];
  if (rule.frequency === 'WEEKLY') return daysOfWeek(rule, start, first);
  return monthsOfPeriod(rule, start, period).flatMap((month) => daysOfMonth(rule, start, month));
}

function daysOfWeek({ weekdays, weekStart }: RepeatRule, start: Day, first: Day): Day[] {
  const wanted = weekdays.length > 0 ? weekdays.map(({ weekday }) => weekday) : [weekdayOf(start)];
  return wanted
    .map((weekday) => first + ((weekday - weekStart + WEEK) % WEEK))
    .sort((a, b) => a - b);
}

interface Month {
  year: number;
  month: number;
}

function monthsOfPeriod(rule: RepeatRule, start: Day, period: number): Month[] {
  const { year, month } = dateOf(start);
  const units = period * rule.interval;
  if (rule.frequency === 'YEARLY') {
    const months = rule.months.length > 0 ? rule.months : [month];
    return months.map((each) => ({ year: year + units, month: each }));
  }
  const index = month - 1 + units;
  return [{ year: year + Math.floor(index / MONTHS), month: (index % MONTHS) + 1 }];
}

function daysOfMonth(rule: RepeatRule, start: Day, { year, month }: Month): Day[] {
  const size = daysIn(year, month);
  const first = dayOf({ year, month, day: 1 });
  const days =
    rule.weekdays.length > 0
      ? rule.weekdays.flatMap((weekday) => placesOf(weekday, weekdayOf(first), size))
      : (rule.monthDays.length > 0 ? rule.monthDays : [dateOf(start).day]).map((day) =>
          day > 0 ? day : size + 1 + day,
        );
  const existing = new Set(days.filter((day) => day >= 1 && day <= size));
  return [...existing].sort((a, b) => a - b).map((day) => first + day - 1);
}

/** The days of a month with a weekday, or the nth of them. */
function placesOf({ weekday, nth }: RuleWeekday, firstWeekday: number, size: number): number[] {
  const first = 1 + ((weekday - firstWeekday + WEEK) % WEEK);
  const all = Array.from(
    { length: Math.floor((size - first) / WEEK) + 1 },
    (_, i) => first + i * WEEK,
  );
  if (nth === undefined) return all;
  const place = all.at(nth > 0 ? nth - 1 : nth);
  return place === undefined ? [] : [place];
}
