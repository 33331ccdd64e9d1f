import { RRuleTemporal } from 'rrule-temporal';
import { type Day, formatDay, LAST_DAY } from './day.js';
import { formatRule, type RepeatRule } from './repeat-rule.js';

const MS_PER_DAY = 86_400_000;

/**
 * The first occurrence after a day; `undefined` if there is none until the year 9999. Occurrences are computed from
 * the first one, never from the one before: the 31st is skipped in short months only.
 *
 * @param start the first occurrence: {@link isFirst}
 */
export function nextOccurrence(rule: RepeatRule, start: Day, after: Day): Day | undefined {
  return firstAfter(Math.max(after, start - 1), rule, start);
}

/** Whether a rule may begin on a day: RFC 5545 does not say what follows from another one. */
export function isFirst(rule: RepeatRule, start: Day): boolean {
  const { until = start } = rule;
  return firstAfter(start - 1, { ...rule, until: Math.min(until, start) }, start) === start;
}

/** A rule without an end gets one: the library gives up after 10,000 periods without an occurrence. */
function firstAfter(after: Day, rule: RepeatRule, start: Day): Day | undefined {
  const first = formatDay(start).replaceAll('-', '');
  const occurrences = new RRuleTemporal({
    rruleString: `DTSTART;VALUE=DATE:${first}\nRRULE:${formatRule({ until: LAST_DAY, ...rule })}`,
    tzid: 'UTC',
  });
  const found = occurrences.next(new Date(after * MS_PER_DAY));
  return found ? found.epochMilliseconds / MS_PER_DAY : undefined;
}
