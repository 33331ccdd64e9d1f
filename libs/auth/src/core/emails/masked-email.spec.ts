import { maskedEmail } from './masked-email.js';

describe('maskedEmail', () => {
  it.each([
    ['ada@example.com', 'a…@example.com'],
    ['a@example.com', '…@example.com'],
    ['"a@b"@example.com', '"…@example.com'],
  ])('shows of %s only %s', (email, shown) => {
    expect(maskedEmail(email)).toBe(shown);
  });

  it('is never longer than the email: a mail has room for the longest', () => {
    for (const local of ['a', 'ab', 'abc']) {
      const email = `${local}@example.com`;
      expect(maskedEmail(email).length).toBeLessThanOrEqual(email.length);
    }
  });
});
