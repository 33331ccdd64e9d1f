import { anyEmail } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { type AuthReplicas, startReplicas } from './auth-replicas.js';
import { manyTimes, tally, Visitor } from './visitor.js';

const HOUR = 3_600;

describe('registering many accounts', () => {
  let auth: AuthReplicas;
  beforeAll(async () => (auth = await startReplicas()), 60_000);
  afterAll(() => auth.dispose(), 60_000);

  const visitor = (address: string, from?: string) => new Visitor(auth.urls, address, from);

  it('is refused after 20 from one address, and not from another one', async () => {
    const attacker = visitor('192.0.2.1');
    const verdicts = await manyTimes(60, 20, () => attacker.register(anyEmail(), PASSWORD));
    expect(tally(verdicts)).toEqual({ 201: 20, 429: 40 });
    for (const { status, code, retryAfter } of verdicts.filter((each) => each.status !== 201)) {
      expect({ status, code }).toEqual({ status: 429, code: 'too_many_requests' });
      expect(retryAfter).toBeGreaterThanOrEqual(1);
      expect(retryAfter).toBeLessThanOrEqual(HOUR);
    }
    expect((await visitor('192.0.2.2').register(anyEmail(), PASSWORD)).status).toBe(201);
  }, 60_000);

  it('is logged, with the address', async () => {
    const address = '192.0.2.6';
    await manyTimes(21, 4, () => visitor(address).register(anyEmail(), PASSWORD));
    const events = () =>
      auth
        .log()
        .split('\n')
        .filter((line) => line.includes(`"${address}"`) && line.includes('"event"'))
        .map((line) => JSON.parse(line) as { event: string; level: string });
    await waitFor(
      () => events().length === 21,
      5_000,
      () => `21 events: ${JSON.stringify(events())}`,
    );
    const limited = events().filter(({ event }) => event !== 'registered');
    expect(limited).toEqual([
      expect.objectContaining({ event: 'registration_limited', level: 'info', address }),
    ]);
  }, 60_000);

  it('counts all addresses of a /64 network as one', async () => {
    const verdicts = await manyTimes(25, 1, (i) =>
      visitor(`2001:db8::${i + 1}`).register(anyEmail(), PASSWORD),
    );
    expect(tally(verdicts)).toEqual({ 201: 20, 429: 5 });
    expect((await visitor('2001:db8:0:1::1').register(anyEmail(), PASSWORD)).status).toBe(201);
  }, 60_000);

  it('reveals of no more than 20 emails whether they are taken', async () => {
    const email = anyEmail();
    await visitor('192.0.2.3').register(email, PASSWORD);
    const attacker = visitor('192.0.2.4');
    const verdicts = await manyTimes(25, 1, () => attacker.register(email, PASSWORD));
    expect(tally(verdicts)).toEqual({ 409: 20, 429: 5 });
  }, 60_000);

  it('does not count invalid requests', async () => {
    const careless = visitor('192.0.2.5');
    const verdicts = await manyTimes(30, 4, () => careless.register('no email', PASSWORD));
    expect(tally(verdicts)).toEqual({ 400: 30 });
    expect((await careless.register(anyEmail(), PASSWORD)).status).toBe(201);
  });

  it('gains nothing from forged X-Forwarded-For', async () => {
    const verdicts = await manyTimes(30, 4, (i) =>
      visitor(`198.51.100.${i}`, '127.0.0.9').register(anyEmail(), PASSWORD),
    );
    expect(tally(verdicts)).toEqual({ 201: 20, 429: 10 });
  }, 60_000);
});
