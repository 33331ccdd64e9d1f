import { z } from 'zod';

/** RFC 5321, 4.5.3.1.3: what fits into a path of 256 with its brackets. */
const MAX_LENGTH = 254;

/** An email address, as it is compared: in lower case, without surrounding space. */
export function emailAddress() {
  return z.string().trim().toLowerCase().pipe(z.email('must be an email address').max(MAX_LENGTH));
}
