import { z } from 'zod';

/** RFC 5321, 4.5.3.1.3: what fits into a path of 256 with its brackets. */
const MAX_LENGTH = 254;

/** An email address, as it is compared: in lower case, without surrounding space. */
export function emailAddress() {
  // In lower case afterwards: there are letters outside ASCII whose lower case is in it.
  const address = z.email('must be an email address').max(MAX_LENGTH).toLowerCase();
  return z.string().trim().pipe(address).meta({
    maxLength: MAX_LENGTH,
    pattern: z.regexes.email.source,
    description: 'Compared without case; surrounding space is dropped',
  });
}
