import { z } from 'zod';
import { fieldMessage } from './field-message.js';
import { listOf } from './list-of.js';

const numbers = z.object({ numbers: listOf(z.number(), 2, 1) });

/** The issues of a value, as paths and messages. */
function issuesOf(value: unknown): string[] {
  const { error } = numbers.safeParse({ numbers: value }, { error: fieldMessage });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
}

describe('listOf', () => {
  it('accepts lists within its limits', () => {
    expect(numbers.parse({ numbers: [1, 2] })).toEqual({ numbers: [1, 2] });
    expect(issuesOf([])).toEqual(['numbers must have at least 1 entry']);
    expect(issuesOf('x')).toEqual(['numbers must be an array']);
    expect(issuesOf([1, 'x'])).toEqual(['numbers.1 must be a number']);
  });

  it('has one issue for a longer one, whatever is in it', () => {
    const long = Array.from({ length: 100_000 }, () => 'x');
    expect(issuesOf(long)).toEqual(['numbers must have at most 2 entries']);
  });

  it('is described as an array', () => {
    expect(z.toJSONSchema(numbers, { io: 'input' })).toMatchObject({
      properties: {
        numbers: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'number' } },
      },
      required: ['numbers'],
    });
  });
});
