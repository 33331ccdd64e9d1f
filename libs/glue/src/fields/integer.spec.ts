import { z } from 'zod';
import { fieldMessage } from './field-message.js';
import { integer, integerText } from './integer.js';

const messagesOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: fieldMessage }).error?.issues.map(({ message }) => message);

describe('an integer with bounds', () => {
  it.each([0, 3])('may be %s', (value) => {
    expect(integer(0, 3).parse(value)).toBe(value);
  });

  it.each([-1, 4, 1.5, '1', null])('names both bounds for %j', (value) => {
    expect(messagesOf(integer(0, 3), value)).toEqual(['must be an integer from 0 to 3']);
  });

  it('is required', () => {
    expect(messagesOf(integer(0, 3), undefined)).toEqual(['is required']);
  });
});

describe('an integer as a text', () => {
  it('is read', () => {
    expect(integerText(1, 100).parse('100')).toBe(100);
  });

  it.each(['0', '101', '1000', 'x', '-1', ''])('names both bounds for %j', (value) => {
    expect(messagesOf(integerText(1, 100), value)).toEqual(['must be an integer from 1 to 100']);
  });
});
