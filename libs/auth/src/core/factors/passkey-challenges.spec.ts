import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { type ChallengeUse, PasskeyChallenges } from './passkey-challenges.js';

const USE: ChallengeUse = { purpose: 'proof', subject: 'u-1' };
const MINUTE = 60_000;

const answerTo = (challenge: unknown) => {
  const clientDataJSON = Buffer.from(JSON.stringify({ challenge })).toString('base64url');
  return { id: 'x', response: { clientDataJSON } };
};

describe('PasskeyChallenges', () => {
  let now: Date;
  const make = (secret = 'x') =>
    new PasskeyChallenges(new HmacKeyedHash(secret.repeat(32)), { now: () => now });
  beforeEach(() => (now = new Date('2026-01-01T00:00:00Z')));

  it('are read for the use that they were made for, for five minutes', () => {
    const challenge = make().issue(USE);
    const expiresAt = new Date(now.getTime() + 5 * MINUTE);
    expect(make().read(answerTo(challenge), USE)).toMatchObject({ challenge, expiresAt });
    now = new Date(expiresAt.getTime() - 1);
    expect(make().read(answerTo(challenge), USE)).toBeDefined();
    now = expiresAt;
    expect(make().read(answerTo(challenge), USE)).toBeUndefined();
  });

  it.each<ChallengeUse>([
    { purpose: 'registration', subject: 'u-1' },
    { purpose: 'proof', subject: 'u-2' },
    { purpose: 'proof', subject: '' },
    { purpose: 'login', subject: '' },
  ])('are of no use for %j', (use) => {
    expect(make().read(answerTo(make().issue(USE)), use)).toBeUndefined();
  });

  it('are different each time, and so is what is stored of them', () => {
    const [one, other] = [make().issue(USE), make().issue(USE)];
    const hashes = [one, other].map((each) => make().read(answerTo(each), USE)!.usedHash);
    expect(one).not.toBe(other);
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(Buffer.from(one, 'base64url').length).toBeGreaterThanOrEqual(16);
  });

  it('cannot be made by others', () => {
    expect(make().read(answerTo(make('y').issue(USE)), USE)).toBeUndefined();
    const bytes = Buffer.from(make().issue(USE), 'base64url');
    bytes[5]! ^= 1;
    expect(make().read(answerTo(bytes.toString('base64url')), USE)).toBeUndefined();
  });

  it.each([undefined, 7, '', 'abc', 'A'.repeat(72)])('are not %j', (challenge) => {
    expect(make().read(answerTo(challenge), USE)).toBeUndefined();
  });

  it.each(['', '!', Buffer.from('null').toString('base64url')])(
    'are not in client data that is %j',
    (clientDataJSON) =>
      expect(make().read({ id: 'x', response: { clientDataJSON } }, USE)).toBeUndefined(),
  );
});
