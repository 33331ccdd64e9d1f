import { z } from 'zod';

/** RFC 5321, 4.5.3.1.3: a path has 256 characters, including two brackets. */
const MAX_LENGTH = 254;

/**
 * An email address in the form in which it is compared: in lower case, without surrounding space.
 */
export function emailAddress() {
  // Lower case after the check: some letters outside ASCII have a lower case in ASCII.
  const address = z.email('must be an email address').max(MAX_LENGTH).toLowerCase();
  return z.string().trim().pipe(address).meta({
    maxLength: MAX_LENGTH,
    pattern: z.regexes.email.source,
    description: 'Compared without case; surrounding space is dropped',
  });
}
