import type { z } from 'zod';

const NAMES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'an integer',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
};

const UNITS: Record<string, string> = { string: 'character', array: 'entry' };
const PLURALS: Record<string, string> = { character: 'characters', entry: 'entries' };

/** The message of all other issues. Those of zod are no part of a sentence. */
const OTHERS = 'has a wrong form';

/**
 * The message for an invalid field, which with its name is a sentence. It never has the value, which may
 * be secret. A schema's own message takes precedence.
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
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'unrecognized_keys':
      return 'is not known here';
    default:
      return OTHERS;
  }
};

function bound(origin: string, word: string, limit: number | bigint): string {
  const unit = UNITS[origin];
  if (!unit) return `must be ${word} ${limit}`;
  return `must have ${word} ${limit} ${Number(limit) === 1 ? unit : PLURALS[unit]}`;
}
