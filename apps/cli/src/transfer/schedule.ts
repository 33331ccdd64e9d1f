import type { Schema } from '#client';
import { isDay, isRule, isTime, isZone } from '../args/values.js';
import { RowError } from './row.types.js';
import { isAbsent, said, textOf } from './texts.js';

const MAX_REPEAT = 200;

/** A due date. @param options the zone of a time that has none. @throws RowError */
export function dueOf(value: unknown, { zone }: { zone: string }): Schema<'Due'> | null {
  if (isAbsent(value)) return null;
  if (typeof value !== 'object') throw new RowError('due must have a date');
  const { date, time, time_zone } = value as Record<string, unknown>;
  if (isAbsent(date)) throw new RowError('date is missing');
  if (typeof date !== 'string' || !isDay(date)) throw new RowError(`${said(date)} is no day`);
  if (isAbsent(time)) {
    if (!isAbsent(time_zone)) throw new RowError('time_zone needs a time');
    return { date };
  }
  if (typeof time !== 'string' || !isTime(time)) throw new RowError(`${said(time)} is no time`);
  const own = time_zone ?? zone;
  if (typeof own !== 'string' || !isZone(own)) throw new RowError(`${said(own)} is no time zone`);
  return { date, time, time_zone: own };
}

/** A rule, of which the server checks more. @throws RowError */
export function ruleOf(value: unknown): string {
  const rule = textOf('repeat', value, MAX_REPEAT);
  if (isRule(rule)) return rule;
  throw new RowError(`repeat must be a rule, such as FREQ=WEEKLY;BYDAY=MO, not ${said(rule)}`);
}
