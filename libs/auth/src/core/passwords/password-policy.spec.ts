import { dictionary } from '@zxcvbn-ts/language-common';
import { seededRandom } from '../../../../../test/support/random.js';
import { PasswordPolicy } from './password-policy.js';

const COMMONEST = 10_000;
const MIN_LENGTH = 8;
const ALICE = 'alice.miller@example.com';

const policy = new PasswordPolicy(true);

async function reasonAgainst(password: string, email = ALICE): Promise<string | undefined> {
  return policy.assertAllowed(password, email).then(
    () => undefined,
    ({ code, message, details }: { code: string; message: string; details: unknown }) => {
      expect({ code, details }).toEqual({
        code: 'password_guessable',
        details: [{ path: 'password', message }],
      });
      return message;
    },
  );
}

describe('PasswordPolicy', () => {
  it('refuses the 10,000 most common passwords, in any case', async () => {
    const random = seededRandom();
    const common = dictionary['passwords-common'].slice(0, COMMONEST);
    expect(common).toEqual(expect.arrayContaining(['password', '12345678', 'qwertyuiop']));
    const taken: string[] = [];
    for (const password of common) {
      const written = [...password].map((c) => (random() < 0.5 ? c.toUpperCase() : c)).join('');
      const reason = await reasonAgainst(written);
      if (!reason?.includes('most common')) taken.push(written);
    }
    expect(taken).toEqual([]);
  });

  it.each([
    'Alice.Miller@Example.com',
    'alice.miller',
    'ALICE.MILLER1',
    'alice.miller-2026!',
    '1alice.miller1',
    'alice.milleralice.miller',
  ])('refuses %j, made of the email', async (password) => {
    expect(await reasonAgainst(password)).toContain('your email');
  });

  it('compares an email however its letters are composed', async () => {
    const decomposed = 'ju\u0308rgen.schmidt';
    expect(await reasonAgainst(decomposed, 'j\u00fcrgen.schmidt@example.com')).toContain('email');
  });

  it.each(['seam2026', 'Seam-2026!', 'seamseam', '$34m1234', 'SEAM SEAM', '12345seam'])(
    'refuses %j, made of the name of the product',
    async (password) => {
      expect(await reasonAgainst(password)).toContain('name of this product');
    },
  );

  it.each([
    'correct horse battery',
    'a-passphrase-of-tests',
    'alice.miller likes tea',
    'seamless garment',
    'Übergröße 42',
    '8473-6294-7362',
  ])('takes %j', async (password) => {
    expect(await reasonAgainst(password)).toBeUndefined();
    expect(password.length).toBeGreaterThanOrEqual(MIN_LENGTH);
  });

  it('does not take a very short local part for the whole of a password', async () => {
    expect(await reasonAgainst('8473-6294-7362', '7@example.com')).toBeUndefined();
  });

  it('lets everything pass where it is not asked to', async () => {
    await expect(
      new PasswordPolicy(false).assertAllowed('password', ALICE),
    ).resolves.toBeUndefined();
  });
});
