import { z } from 'zod';
import { emailAddress } from './email-address.js';

const email = emailAddress();

describe('emailAddress', () => {
  it('is in lower case and without space around it', () => {
    expect(email.parse(' Test@Gmail.COM\n')).toBe('test@gmail.com');
  });

  it.each([
    ['no address', 'test'],
    ['255 characters', `${'a'.repeat(243)}@example.org`],
    ['the sign of Kelvin, whose lower case is k', '\u212aarl@example.org'],
    ['space within', 'a b@example.org'],
  ])('is not %s', (_what, text) => {
    expect(email.safeParse(text).success).toBe(false);
  });

  it('is documented by what it checks', () => {
    const { pattern, maxLength } = z.toJSONSchema(email, { io: 'input' });
    expect(maxLength).toBe(254);
    expect('Test.x@gmail.com').toMatch(new RegExp(pattern!));
    expect('test').not.toMatch(new RegExp(pattern!));
  });
});
