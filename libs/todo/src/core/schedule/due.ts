import { Temporal } from 'temporal-polyfill/implementation';
import { type Day, formatDay, parseDay } from './day.js';
import { nextOccurrence } from './occurrences.js';
import type { RepeatRule } from './repeat-rule.js';

/**
 * When an item is due: on a day, wherever its people are, or at a time of the clocks in a zone. The instant is computed
 * when it is needed: the rules of a zone may change.
 */
export interface Due {
  /** `YYYY-MM-DD`. */
  date: string;
  /** `HH:MM`, with a zone only. */
  time?: string;
  /** The name of a zone of IANA, such as `Europe/Berlin`. */
  zone?: string;
}

export type TimedDue = Required<Due>;

/** In which a day ends last. */
const LAST_ZONE = '-12:00';
const ZONE = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/**
 * Whether there is a zone of this name. An offset is none: it does not follow the clocks of a place. Neither is an
 * abbreviation such as `IST`, which several places have.
 */
export function isZone(name: string): boolean {
  if (!ZONE.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

export function isTimed(due: Due): due is TimedDue {
  return due.time !== undefined;
}

/**
 * Milliseconds since 1970. As RFC 5545, 3.3.5: a time that the clocks skip is as much later as they are put forward,
 * and of two equal ones it is the first.
 */
export function instantOf({ date, time, zone }: TimedDue): number {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`);
  return local.toZonedDateTime(known(zone)).epochMilliseconds;
}

/** Zones are removed sometimes. Items that have one are due by UTC then. */
function known(zone: string): string {
  return isZone(zone) ? zone : 'UTC';
}

/**
 * When a repeating item is due next: the first time after it was due, and after now. A day is over when it is over
 * everywhere, so that no one misses one.
 *
 * @param start the first day of the rule
 * @param now in milliseconds since 1970
 */
export function nextDue(rule: RepeatRule, start: Day, due: Due, now: number): Due | undefined {
  const today = parseDay(dateIn(isTimed(due) ? known(due.zone) : LAST_ZONE, now))!;
  const before = parseDay(due.date)!;
  // Of a time, that of today may be still to come.
  let day: Day | undefined = Math.max(before, isTimed(due) ? today - 1 : today);
  for (;;) {
    day = nextOccurrence(rule, start, day);
    if (day === undefined) return undefined;
    const next = { ...due, date: formatDay(day) };
    if (!isTimed(next) || instantOf(next) > now) return next;
  }
}

function dateIn(zone: string, now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}
