import { daysAfter, isDay, isTime } from '../args/values.js';

/** A due date that a text of Todoist means. */
export interface TodoistDate {
  date: string;
  time?: string;
  repeat?: string;
}

/** Names and abbreviations: those of other languages begin alike, and may be other months. */
const MONTHS = [
  ...[/^jan(uary)?$/i, /^feb(ruary)?$/i, /^mar(ch)?$/i, /^apr(il)?$/i, /^may$/i, /^june?$/i],
  ...[/^july?$/i, /^aug(ust)?$/i, /^sept?(ember)?$/i, /^oct(ober)?$/i, /^nov(ember)?$/i],
  /^dec(ember)?$/i,
];
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const UNITS = new Map([
  ['day', 'DAILY'],
  ['week', 'WEEKLY'],
  ['month', 'MONTHLY'],
  ['year', 'YEARLY'],
]);
const TIME = /(?:^|\s+|T)(?:at\s+)?(\d{1,2})(?::(\d\d)(?::\d\d)?)?\s*(am|pm)?$/i;

/**
 * Reads a date in one of the forms that need no knowledge of the language: `2026-12-31`, `Dec 31 2026`, `31 Dec 2026`,
 * with a time, and in English `every day`, `every 2 weeks` and `every monday`.
 *
 * @param today the first day on which an item may repeat
 * @returns `undefined` of all others
 */
export function todoistDate(text: string, today: string): TodoistDate | undefined {
  const { rest, time } = withoutTime(text.trim());
  const day = dayIn(rest);
  const found = day === undefined ? repeatIn(rest, today) : { date: day };
  return found && { ...found, ...(time !== undefined && { time }) };
}

/** A number alone is no time: it is the year of a date, or a day. */
function withoutTime(text: string): { rest: string; time?: string } {
  const [all, hour, minute, half] = TIME.exec(text) ?? [];
  const isTimeOfDay = minute !== undefined || half !== undefined;
  if (all === undefined || !isTimeOfDay) return { rest: text };
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour);
  const time = `${String(hours).padStart(2, '0')}:${minute ?? '00'}`;
  return isTime(time) ? { rest: text.slice(0, -all.length).trim(), time } : { rest: text };
}

function dayIn(text: string): string | undefined {
  if (isDay(text)) return text;
  const [, first, month, second, year] =
    /^(\d{1,2} )?([a-z]+)\.? (\d{1,2},? )?(\d{4})$/i.exec(text) ?? [];
  const at = MONTHS.findIndex((name) => name.test(month ?? ''));
  if (at < 0 || (first === undefined) === (second === undefined)) return undefined;
  const day = String(parseInt(first ?? second!, 10)).padStart(2, '0');
  const date = `${year}-${String(at + 1).padStart(2, '0')}-${day}`;
  return isDay(date) ? date : undefined;
}

function repeatIn(text: string, today: string): Omit<TodoistDate, 'time'> | undefined {
  const [, interval = '1', unit, plain] =
    /^every (?:(\d{1,3}) (day|week|month|year)s?|(\w+))$/i.exec(text) ?? [];
  const word = (unit ?? plain)?.toLowerCase();
  if (word === undefined) return undefined;
  const frequency = UNITS.get(word);
  if (frequency !== undefined) {
    if (Number(interval) < 1) return undefined;
    return {
      date: today,
      repeat: `FREQ=${frequency}${interval === '1' ? '' : `;INTERVAL=${Number(interval)}`}`,
    };
  }
  const weekday = DAYS.findIndex((day) => word === day || word === day.slice(0, 3));
  return weekday < 0 ? undefined : { date: nextDay(today, weekday), repeat: 'FREQ=WEEKLY' };
}

/** The first such weekday from a day on. */
function nextDay(today: string, weekday: number): string {
  const days = (weekday - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7;
  return daysAfter(today, days);
}
