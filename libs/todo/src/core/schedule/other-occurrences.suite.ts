import rrule from 'rrule';
import { type Day, formatDay } from './day.js';
import { formatRule, type RepeatRule } from './repeat-rule.js';

const MS_PER_DAY = 86_400_000;

/**
 * The occurrences of a rule by another library than that of the product. Dates only: zones of this library are those
 * of the process.
 */
export function otherOccurrences(rule: RepeatRule, start: Day): (after: Day) => Day | undefined {
  const { RRule } = rrule;
  const dtstart = new Date(start * MS_PER_DAY);
  const other = new RRule({ ...RRule.parseString(formatRule(rule)), dtstart });
  return (after) => {
    const found = other.after(new Date(after * MS_PER_DAY));
    return found ? found.getTime() / MS_PER_DAY : undefined;
  };
}

/** Weekdays of a month with and without a place: the other library takes only days that are both. */
export function isMixed({ weekdays }: RepeatRule): boolean {
  return new Set(weekdays.map(({ nth }) => nth === undefined)).size > 1;
}

/** A rule and its start in words. */
export const inWords = (rule: RepeatRule, start: Day): string =>
  `${formatRule(rule)} from ${formatDay(start)}`;
