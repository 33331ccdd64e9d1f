import { setTimeout as delay } from 'node:timers/promises';
import { anyEmail } from '../support/client.js';
import { testLength } from '../support/test-length.js';
import { PASSWORD } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import { seededRandom } from '../support/random.js';
import { waitFor } from '../support/wait-for.js';
import { type AuthReplicas, startReplicas } from './auth-replicas.js';
import { GUESSES } from './guesses.js';
import { manyTimes, tally, type Verdict, Visitor } from './visitor.js';

const AT_ONCE = 32;
/** Each refused one takes a second. */
const TRIES = testLength({ short: 74, long: 1_000 });
const TRIES_WITHOUT_COUNTERS = testLength({ short: 52, long: 200 });
const QUARTER_HOUR = 900;
const WRONG = 'not-the-passphrase';
/** No mail is there, but auth sends mails: without, it changes no email. */
const MAIL = { MAIL_API_URL: 'http://127.0.0.1:9', PUBLIC_URL: PRODUCTION_MAIL.PUBLIC_URL };

describe('guessing passwords', () => {
  const random = seededRandom();
  let auth: AuthReplicas;
  beforeAll(async () => (auth = await startReplicas(MAIL)), 60_000);
  afterAll(() => auth.dispose(), 60_000);

  const used = new Set<string>();
  /** An address that no other test uses. */
  const anyAddress = (): string => {
    const address = `10.${[0, 0, 0].map(() => Math.floor(random() * 256)).join('.')}`;
    if (used.has(address)) return anyAddress();
    used.add(address);
    return address;
  };
  const visitor = (address = anyAddress()) => new Visitor(auth.urls, address);

  /** A registered user who has logged in from `home`. */
  async function arrive(home = visitor()) {
    const email = anyEmail();
    expect((await visitor().register(email, PASSWORD)).status).toBe(201);
    const answer = await home.logIn(email, PASSWORD);
    expect(answer.status).toBe(200);
    return { email, home, answer };
  }

  function expectLimited(verdict: Verdict, atMost: number): void {
    expect(verdict).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(verdict.retryAfter).toBeGreaterThanOrEqual(1);
    expect(verdict.retryAfter).toBeLessThanOrEqual(atMost);
  }

  it.each(['an account', 'an unknown email'])(
    `gets ten tries of ${TRIES} at %s from one address`,
    async (what) => {
      const email = what === 'an account' ? (await arrive()).email : anyEmail();
      const attacker = visitor();
      const verdicts = await manyTimes(TRIES, AT_ONCE, () => attacker.logIn(email, WRONG));
      expect(tally(verdicts)).toEqual({ 401: 10, 429: TRIES - 10 });
      for (const each of verdicts.filter(({ status }) => status === 429)) {
        expectLimited(each, QUARTER_HOUR);
      }
    },
    120_000,
  );

  it('gets the same response for the right password, once the limit is reached', async () => {
    const { email } = await arrive();
    const attacker = visitor();
    await manyTimes(11, 1, () => attacker.logIn(email, WRONG));
    const [wrong, right] = [
      await attacker.logIn(email, WRONG),
      await attacker.logIn(email, PASSWORD),
    ];
    expectLimited(right, QUARTER_HOUR);
    const detail = ({ text }: Verdict) => (JSON.parse(text) as { detail: string }).detail;
    expect(detail(right)).toBe(detail(wrong));
  });

  it('locks the owner out only at the address of the guesses', async () => {
    const { email, home } = await arrive();
    const attacker = visitor();
    await manyTimes(50, AT_ONCE, () => attacker.logIn(email, WRONG));
    expectLimited(await attacker.logIn(email, PASSWORD), QUARTER_HOUR);
    expect((await visitor().logIn(email, PASSWORD)).status).toBe(200);
    expect((await home.logIn(email, PASSWORD)).status).toBe(200);
  });

  it.each(GUESSES)('counts $route like every other route', async ({ route, guess }) => {
    const { email, answer } = await arrive();
    const attacker = visitor();
    const victim = { email, token: JSON.parse(answer.text) as string };
    const verdicts = await manyTimes(11, 1, () => attacker.send(guess(victim, WRONG)));
    expect({ route, ...tally(verdicts) }).toEqual({ route, 401: 10, 429: 1 });
    const right = GUESSES.map((each) => attacker.send(each.guess(victim, PASSWORD)));
    for (const verdict of await Promise.all(right)) expectLimited(verdict, QUARTER_HOUR);
  });

  it('from 150 addresses waits after 100 tries, and the owner does not', async () => {
    const { email, home, answer } = await arrive();
    const device = answer.cookies.map((each) => each.split(';')[0]).join('; ');
    const attackers = Array.from({ length: 150 }, () => visitor());
    const verdicts = await manyTimes(150, 8, (i) => attackers[i]!.logIn(email, WRONG));
    expect(tally(verdicts)).toEqual({ 401: 100, 429: 50 });
    for (const each of verdicts.filter(({ status }) => status === 429)) expectLimited(each, 60);

    expect((await home.logIn(email, PASSWORD)).status).toBe(200);
    expect((await visitor().logIn(email, PASSWORD, { cookie: device })).status).toBe(200);

    const [owner, attacker] = [visitor(), visitor()];
    const told = await owner.logIn(email, PASSWORD);
    expectLimited(told, 60);
    expectLimited(await owner.logIn(email, PASSWORD), told.retryAfter);
    expectLimited(await attacker.logIn(email, WRONG), 60);
    await aMinute(auth.databaseUrl);
    const guesses = await manyTimes(8, 8, () => attacker.logIn(email, WRONG));
    expect(tally(guesses)).toEqual({ 401: 1, 429: 7 });
    expectLimited(await attacker.logIn(email, PASSWORD), 60);
    expect((await owner.logIn(email, PASSWORD)).status).toBe(200);
    // A successful login makes the address a known one.
    expect((await owner.logIn(email, PASSWORD)).status).toBe(200);
  }, 240_000);

  it('does not help with a device cookie of another account, or a forged one', async () => {
    const [victim, attacker] = [await arrive(), await arrive()];
    await manyTimes(150, 8, () => visitor().logIn(victim.email, WRONG));
    const [name, value] = attacker.answer.cookies[0]!.split(';')[0]!.split('=');
    const forged = victim.answer.cookies[0]!.split(';')[0]!.replace(/.$/, (last) =>
      last === 'A' ? 'B' : 'A',
    );
    for (const cookie of [`${name}=${value}`, forged, `${name}=x.y.z`]) {
      expectLimited(await visitor().logIn(victim.email, WRONG, { cookie }), 60);
    }
  }, 60_000);

  it('with one password for 40 accounts gets 30 tries, and blocks no login of a neighbour', async () => {
    const address = anyAddress();
    const neighbour = await arrive(visitor(address));
    const emails = [
      ...(await manyTimes(20, 8, async () => (await arrive()).email)),
      ...Array.from({ length: 20 }, anyEmail),
    ];
    const attacker = visitor(address);
    const verdicts = await manyTimes(40, 8, (i) => attacker.logIn(emails[i]!, WRONG));
    expect(tally(verdicts)).toEqual({ 401: 30, 429: 10 });
    for (const each of verdicts.filter(({ status }) => status === 429)) {
      expectLimited(each, QUARTER_HOUR);
    }
    expectLimited(await attacker.logIn(emails[39]!, PASSWORD), QUARTER_HOUR);
    expect((await visitor(address).logIn(neighbour.email, PASSWORD)).status).toBe(200);
    expect((await visitor().logIn(emails[0]!, PASSWORD)).status).toBe(200);
  }, 60_000);

  it('does not limit an office whose users mistype and then log in', async () => {
    const office = visitor();
    for (let i = 0; i < 40; i++) {
      const email = anyEmail();
      await visitor().register(email, PASSWORD);
      expect((await office.logIn(email, WRONG)).status).toBe(401);
      expect((await office.logIn(email, PASSWORD)).status).toBe(200);
    }
  }, 60_000);

  it(`gains nothing from ${TRIES} forged X-Forwarded-For`, async () => {
    const { email } = await arrive();
    const forgers = Array.from(
      { length: TRIES },
      () => new Visitor(auth.urls, anyAddress(), '127.0.0.2'),
    );
    const verdicts = await manyTimes(TRIES, AT_ONCE, (i) => forgers[i]!.logIn(email, WRONG));
    expect(tally(verdicts)).toEqual({ 401: 10, 429: TRIES - 10 });
    const elsewhere = new Visitor(auth.urls, anyAddress(), '127.0.0.3');
    expect((await elsewhere.logIn(email, PASSWORD)).status).toBe(200);
  }, 120_000);

  it('is logged, with the public id of the account and the address', async () => {
    const { email, answer } = await arrive();
    const address = anyAddress();
    const attacker = visitor(address);
    await manyTimes(11, 1, () => attacker.logIn(email, WRONG));
    const [, payload] = (JSON.parse(answer.text) as string).split('.');
    const { unique_id: user } = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as {
      unique_id: string;
    };
    const events = () =>
      auth
        .log()
        .split('\n')
        .filter((line) => line.includes(address) && line.includes('"event"'))
        .map((line) => JSON.parse(line) as { event: string; user: string });
    await waitFor(
      () => events().length === 11,
      5_000,
      () => `11 events: ${JSON.stringify(events())}`,
    );
    const failed = events().filter(({ event }) => event === 'login_failed');
    expect(failed).toHaveLength(10);
    expect(events()).toContainEqual(expect.objectContaining({ event: 'login_limited', user }));
    expect(auth.log()).not.toContain(email);
  });

  it('is counted by each process while the shared counters are unavailable', async () => {
    const { email, home } = await arrive();
    await execute(auth.databaseUrl, 'ALTER TABLE auth.limit_counters RENAME TO hidden');
    try {
      const attacker = visitor();
      const verdicts = await manyTimes(TRIES_WITHOUT_COUNTERS, 8, () =>
        attacker.logIn(email, WRONG),
      );
      expect(tally(verdicts)).toEqual({
        401: 10 * auth.processes.length,
        429: TRIES_WITHOUT_COUNTERS - 10 * auth.processes.length,
      });
      expect((await home.logIn(email, PASSWORD)).status).toBe(200);
      expect((await visitor().logIn(email, PASSWORD)).status).toBe(200);
      for (const replica of auth.processes) {
        expect(replica.log.match(/counts separately/g)).toHaveLength(1);
      }
    } finally {
      await execute(auth.databaseUrl, 'ALTER TABLE auth.hidden RENAME TO limit_counters');
    }
    const asker = visitor();
    await waitFor(
      async () => {
        await asker.logIn(anyEmail(), WRONG);
        return auth.processes.every(({ log: each }) =>
          each.includes('limit counters is available again'),
        );
      },
      20_000,
      () => 'the counters to be shared again',
    );
  }, 60_000);
});

/** Waits for it, or, in the short form, moves the counters that far into the past. */
async function aMinute(databaseUrl: string): Promise<void> {
  if (testLength({ short: false, long: true })) return delay(60_000);
  await execute(databaseUrl, "UPDATE auth.limit_counters SET until = until - interval '60 s'");
}
