import { z } from 'zod';

/** An integer with bounds, both of which the message of a wrong one names. */
export function integer(min: number, max: number) {
  const message = `must be ${integersFrom(min, max)}`;
  const type = ({ input }: { input?: unknown }) => (input === undefined ? undefined : message);
  return z.int({ error: type }).min(min, message).max(max, message);
}

/** The same as the text of a parameter. */
export function integerText(min: number, max: number) {
  const digits = String(max).length;
  return z
    .string()
    .regex(new RegExp(`^\\d{1,${digits}}$`), `must be ${integersFrom(min, max)}`)
    .transform(Number)
    .pipe(integer(min, max));
}

function integersFrom(min: number, max: number): string {
  return `an integer from ${min} to ${max}`;
}
