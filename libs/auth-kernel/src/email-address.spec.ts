import { z } from 'zod';
import { emailAddress } from './email-address.js';

const email = emailAddress();

describe('emailAddress', () => {
  it('is lower-cased and trimmed', () => {
    expect(email.parse(' Test@Gmail.COM\n')).toBe('test@gmail.com');
  });

  it.each([
    ['no email address', 'test'],
    ['255 characters', `${'a'.repeat(243)}@example.org`],
    ['the Kelvin sign, whose lower case is k', '\u212aarl@example.org'],
    ['inner space', 'a b@example.org'],
  ])('refuses %s', (_what, text) => {
    expect(email.safeParse(text).success).toBe(false);
  });

  it('is described in the API document by its rules', () => {
    const { pattern, maxLength } = z.toJSONSchema(email, { io: 'input' });
    expect(maxLength).toBe(254);
    expect('Test.x@gmail.com').toMatch(new RegExp(pattern!));
    expect('test').not.toMatch(new RegExp(pattern!));
  });
});
