import { z } from 'zod';

/** The address of a page, for a link. */
export const link = z.url({ protocol: /^https?$/ });

/** A moment in ISO 8601, shown to the minute in UTC, which reads the same in each language. */
export const moment = z.iso.datetime().transform((text) => {
  const [day, time] = new Date(text).toISOString().split('T');
  return `${day}, ${time!.slice(0, 5)} UTC`;
});

/** What a client says of itself, such as `Firefox on Linux`: anyone may claim it. */
export const device = z.string().min(1).max(200);

/** An address of the network, such as `192.0.2.7`, or a word if it is not known. */
export const networkAddress = z.string().min(1).max(64);

/** An email address that is not shown in full, such as `a…@example.com`. */
export const maskedAddress = z
  .string()
  .max(254)
  .regex(/[…*].*@/);
