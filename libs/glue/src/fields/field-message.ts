import type { z } from 'zod';

const NAMES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
};

const UNITS: Record<string, string> = { string: ' characters', array: ' entries' };

/**
 * The message for an invalid field; `undefined` means zod's own. A schema's own message takes
 * precedence.
 */
export const fieldMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is required'
        : `must be ${NAMES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return bound(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum);
    default:
      return undefined;
  }
};

function bound(origin: string, word: string, limit: number | bigint): string {
  const unit = UNITS[origin];
  return unit ? `must have ${word} ${limit}${unit}` : `must be ${word} ${limit}`;
}
