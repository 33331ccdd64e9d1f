/** A day of the Gregorian calendar, in days since 1970-01-01: without a time, and without a zone. */
export type Day = number;

export interface CalendarDate {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

const MS_PER_DAY = 86_400_000;
const TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const WEEK = 7;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 3;

export const LAST_DAY: Day = dayOf({ year: 9999, month: 12, day: 31 });

/** Of a date that exists: {@link daysIn}. */
export function dayOf({ year, month, day }: CalendarDate): Day {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

export function dateOf(day: Day): CalendarDate {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (((day + FIRST_WEEKDAY) % WEEK) + WEEK) % WEEK;
}

/** `undefined` for a text that is no `YYYY-MM-DD`, for a date that does not exist, and before 1970. */
export function parseDay(text: string): Day | undefined {
  const [year, month, day] = (TEXT.exec(text) ?? []).slice(1).map(Number);
  if (!year || !month || !day || year < 1970 || month > 12) return undefined;
  return day <= daysIn(year, month) ? dayOf({ year, month, day }) : undefined;
}

export function formatDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}
