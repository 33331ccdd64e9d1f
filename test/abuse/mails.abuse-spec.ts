import { randomInt } from 'node:crypto';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import { anyEmail } from '../support/client.js';
import { execute } from '../support/postgres.js';
import { PASSWORD } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { type AuthReplicas, startReplicas } from './auth-replicas.js';
import { manyTimes, tally, Visitor } from './visitor.js';

/** No mail is there: what is sent waits in the outbox. */
const MAIL = { MAIL_API_URL: 'http://127.0.0.1:9', PUBLIC_URL: PRODUCTION_MAIL.PUBLIC_URL };
const KINDS = ['password-resets', 'email-confirmations'];

describe('asking for mails to others', () => {
  let auth: AuthReplicas;
  beforeAll(async () => (auth = await startReplicas(MAIL)), 60_000);
  afterAll(() => auth.dispose(), 60_000);

  const visitor = (address: string) => new Visitor(auth.urls, address);
  const anyAddress = () => `198.51.100.${randomInt(1, 255)}`;
  const ask = (from: Visitor, kind: string, email: string) =>
    from.send({ path: `../v2/${kind}`, json: { email } });
  const waiting = async () => {
    const { rows } = await execute(
      auth.databaseUrl,
      'SELECT count(*)::int AS count FROM auth.outbox',
    );
    return (rows as [{ count: number }])[0].count;
  };
  const newUser = async () => {
    const email = anyEmail();
    expect((await visitor(anyAddress()).register(email, PASSWORD)).status).toBe(201);
    return email;
  };

  it.each(KINDS)(
    'is refused after 20 from one address, by %s',
    async (kind) => {
      const attacker = visitor(kind === KINDS[0] ? '192.0.2.1' : '192.0.2.2');
      const verdicts = await manyTimes(30, 10, () => ask(attacker, kind, anyEmail()));
      expect(tally(verdicts)).toEqual({ 202: 20, 429: 10 });
    },
    60_000,
  );

  it('sends one person five of a kind at most, and the others of another kind', async () => {
    const email = await newUser();
    const before = await waiting();
    const many = await manyTimes(12, 4, (i) =>
      ask(visitor(`203.0.113.${i + 1}`), 'email-confirmations', email),
    );
    expect(tally(many)).toEqual({ 202: 12 });
    await waitFor(
      async () => (await waiting()) === before + 5,
      10_000,
      () => 'five mails',
    );
    await ask(visitor('203.0.113.100'), 'password-resets', email);
    await waitFor(
      async () => (await waiting()) === before + 6,
      10_000,
      () => 'the mail of another kind',
    );
  }, 60_000);
});
