import { z } from 'zod';
import { fieldMessage } from './field-message.js';

const body = z.object({
  text: z.string().min(2).max(3).optional(),
  number: z.number().optional(),
  id: z.int().min(1).max(9).optional(),
  word: z.enum(['a', 'b']).optional(),
  list: z.array(z.boolean()).max(1).optional(),
  own: z.string().regex(/x/, 'must have an x').optional(),
});

const messageOf = (value: unknown, schema: z.ZodType = body) =>
  schema.safeParse(value, { error: fieldMessage }).error?.issues[0]?.message;

describe('the message of an invalid field', () => {
  it.each([
    [{ text: 1 }, 'must be a string'],
    [{ text: null }, 'must be a string'],
    [{ text: 'a' }, 'must have at least 2 characters'],
    [{ text: 'abcd' }, 'must have at most 3 characters'],
    [{ number: '1' }, 'must be a number'],
    [{ id: 1.5 }, 'must be an integer'],
    [{ id: 0 }, 'must be at least 1'],
    [{ id: 10 }, 'must be at most 9'],
    [{ list: {} }, 'must be an array'],
    [{ list: [1] }, 'must be true or false'],
    [{ list: [true, true] }, 'must have at most 1 entry'],
    [[], 'must be an object'],
    [{ word: 'secret' }, 'must be a or b'],
    [{ own: 'y' }, 'must have an x'],
  ])('of %j is %j', (value, message) => {
    expect(messageOf(value)).toBe(message);
  });

  it('of an unknown one is that it is not known, and of any other that its form is wrong', () => {
    expect(messageOf({ secret: 1 }, z.strictObject({}))).toBe('is not known here');
    expect(messageOf('x', z.string().regex(/y/))).toBe('has a wrong form');
  });

  it('of a missing one is that it is required', () => {
    expect(messageOf({}, z.object({ title: z.string() }))).toBe('is required');
    expect(messageOf(undefined)).toBe('is required');
  });
});
