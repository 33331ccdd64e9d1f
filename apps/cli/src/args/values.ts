import { usage } from '../command-error.js';

/**
 * An id.
 *
 * @param what has such ids; the command `shownBy` shows them
 * @throws CommandError if it is none
 */
export function idOf(text: string | undefined, what = 'an item', shownBy = 'list'): number {
  const id = Number(text);
  if (!/^\d+$/.test(text ?? '') || !Number.isSafeInteger(id) || id < 1) {
    throw usage(`"${text}" is no id of ${what}. See the first column of the command ${shownBy}.`);
  }
  return id;
}

/** A whole number within limits, both included. @throws CommandError if it is none */
export function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw usage(`--${name} must be a number from ${least} to ${most}.`);
  }
  return value;
}

/** A day that exists, as `2026-12-31`, from 1970 on. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '1970') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A time of the day, as `09:30`. */
export const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Whether a text is the name of a time zone that is known here. */
export function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The time here. */
export interface Clock {
  now(): Date;
  readonly zone: string;
}

/** The day in a time zone, as `2026-12-31`: the English of Sweden writes days so. */
export const dayIn = (now: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-SE', { timeZone, dateStyle: 'short' }).format(now);

/** The day that is some days after another one, as `2026-12-31`. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** A day in an option, also `today` or `tomorrow`. @throws CommandError if it is none */
export function dayOf(name: string, text: string, clock: Clock): string {
  const today = dayIn(clock.now(), clock.zone);
  if (text === 'today') return today;
  if (text === 'tomorrow') return daysAfter(today, 1);
  if (!isDay(text)) throw usage(`--${name} must be a day, such as 2026-12-31, or today.`);
  return text;
}

/** Whether a text has the form of a rule of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO`. */
export const isRule = (text: string): boolean =>
  /^[A-Z]+=[A-Z0-9,+-]+(?:;[A-Z]+=[A-Z0-9,+-]+)*$/.test(text) && /(?:^|;)FREQ=/.test(text);

/** One of some words in an option. @throws CommandError if it is none */
export function wordOf<Word extends string>(
  name: string,
  text: string,
  words: readonly Word[],
): Word {
  const word = words.find((each) => each === text);
  if (word === undefined) throw usage(`--${name} must be one of ${words.join(', ')}.`);
  return word;
}
