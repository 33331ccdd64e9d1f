import { z } from 'zod';
import { isZone, type Due } from '../../core/schedule/due.js';
import { parseDay } from '../../core/schedule/day.js';

export const day = z
  .string()
  .refine(
    (text) => parseDay(text) !== undefined,
    'must be a date from 1970 to 9999, such as 2026-12-31',
  )
  .meta({ format: 'date', pattern: '^(?:19[7-9]\\d|[2-9]\\d{3})-\\d{2}-\\d{2}$' });

/** When an item is due. */
export const due = z
  .object({
    date: day,
    time: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:30')
      .optional(),
    time_zone: z
      .string()
      .max(100)
      .refine(isZone, 'must be the name of a time zone, such as Europe/Berlin')
      .optional()
      .meta({ example: 'Europe/Berlin' }),
  })
  .refine(({ time, time_zone }) => (time === undefined) === (time_zone === undefined), {
    path: ['time_zone'],
    message: 'time and time_zone are required together',
  })
  .transform(({ time_zone: zone, ...day }): Due => ({ ...day, ...(zone && { zone }) }))
  .meta({
    id: 'Due',
    description: 'A day, or a time of the clocks in a time zone',
    example: { date: '2026-12-31', time: '09:30', time_zone: 'Europe/Berlin' },
  });

export const dueAnswer = z.object({
  date: z.string(),
  time: z.string().optional(),
  time_zone: z.string().optional(),
});

export function dueAnswerOf({ zone, ...day }: Due): z.output<typeof dueAnswer> {
  return { ...day, ...(zone && { time_zone: zone }) };
}
