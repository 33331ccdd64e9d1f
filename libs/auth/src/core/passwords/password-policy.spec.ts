import { seededRandom } from '../../../../../test/support/random.js';
import { commonPasswords } from './common-passwords.js';
import { PasswordPolicy } from './password-policy.js';

const COMMONEST = 10_000;
const MIN_LENGTH = 8;
/** Those of the minimum length among the 100 most common that Django refuses. */
const SAMPLE = `123456789 password 12345678 password1 1234567890 iloveyou 1q2w3e4r5t qwertyuiop 1qaz2wsx
myspace1 homelesspa 1q2w3e4r qwerty123 987654321 target123 1g2w3e4r zag12wsx gwerty123
asdfghjkl 123123123 princess computer football 1234qwer sunshine iloveyou1 fuckyou1
789456123 princess1 abcd1234 11111111 passer2009 superman football1 jordan23 12qwaszx
baseball 123456789a q1w2e3r4t5y6 88888888 fqrg7cs493`;
const ALICE = 'alice.miller@example.com';

const policy = new PasswordPolicy(true, 'blue-door');

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
  it.each(SAMPLE.split(/\s/))('refuses the common password %s', async (password) => {
    expect(await reasonAgainst(password)).toContain('most common');
  });

  it('refuses the 10,000 most common passwords of each list, in any case', async () => {
    const random = seededRandom();
    const lists = await commonPasswords();
    expect(lists.map((list) => list.length)).toEqual([19_640, 49_233]);
    const taken: string[] = [];
    for (const password of lists.flatMap((list) => list.slice(0, COMMONEST))) {
      const written = [...password].map((c) => (random() < 0.5 ? c.toUpperCase() : c)).join('');
      const reason = await reasonAgainst(written);
      if (!reason?.includes('most common')) taken.push(written);
    }
    expect(taken).toEqual([]);
  });

  it.each([
    ...['99999999999', 'xyxyxyxyxy', 'Abc1abc1ABC1', '\u{1f511}'.repeat(8), 'z'.repeat(256)],
    ...['5678901234567', 'hijklmnopq', 'zyxwvutsr', 'lkjhgfds', 'ZXCVBNMzxcvbnm'],
  ])('refuses %j, a simple pattern', async (password) => {
    expect(await reasonAgainst(password)).toContain('a simple pattern');
  });

  it.each([
    'Alice.Miller@Example.com',
    'alice.miller',
    'ALICE.MILLER1',
    'alice.miller-2026!',
    '1alice.miller1',
    'alice.milleralice.miller',
  ])('refuses %j, which is derived from the email', async (password) => {
    expect(await reasonAgainst(password)).toContain('your email');
  });

  it('compares an email in any Unicode composition', async () => {
    const decomposed = 'ju\u0308rgen.schmidt';
    expect(await reasonAgainst(decomposed, 'j\u00fcrgen.schmidt@example.com')).toContain('email');
  });

  it.each([
    'bluedoor',
    'Blue-Door-2026!',
    'blue door',
    'blu3d00r1',
    'BLUE DOOR BLUE_DOOR',
    '12bluedoor',
  ])('refuses %j, which is derived from the product name', async (password) => {
    expect(await reasonAgainst(password)).toContain('name of this product');
  });

  it.each([
    'correct horse battery',
    'a-passphrase-of-tests',
    'alice.miller likes tea',
    'bluedoors open',
    'Übergröße 42',
    '8473-6294-7362',
    'abcdefgh-2026',
    'abcdeabcde',
  ])('takes %j', async (password) => {
    expect(await reasonAgainst(password)).toBeUndefined();
    expect(password.length).toBeGreaterThanOrEqual(MIN_LENGTH);
  });

  it('does not compare with a very short local part', async () => {
    expect(await reasonAgainst('8473-6294-7362', '7@example.com')).toBeUndefined();
  });

  it('accepts every password outside production', async () => {
    await expect(
      new PasswordPolicy(false, 'blue-door').assertAllowed('password', ALICE),
    ).resolves.toBeUndefined();
  });
});
