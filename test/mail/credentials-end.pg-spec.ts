import { CHECKS } from './credential-checks.js';
import { EVENTS } from './credential-events.js';
import { CREDENTIALS, Holder } from './credentials.js';
import { PLANNED_EVENTS } from './deletion-events.js';
import { FACTOR_CHECKS } from './factor-checks.js';
import { FACTOR_EVENTS, PLANNED_FACTOR_EVENTS } from './factor-events.js';
import { FACTOR_CREDENTIALS, FactorHolder } from './factor-holder.js';
import { MailSystem } from './mail-system.js';

const LIMIT_MS = 120_000;
/** Where passkeys are used. */
const PUBLIC_URL = 'http://localhost:8001';

const SYSTEMS = [
  { grace: 'without a grace of deletions', days: '0', events: EVENTS, ofFactors: FACTOR_EVENTS },
  {
    ...{ grace: 'with a grace of deletions', days: '30' },
    ...{ events: PLANNED_EVENTS, ofFactors: PLANNED_FACTOR_EVENTS },
  },
] as const;

/** The tables “What ends what” of docs/accounts.md, with auth and mail as two processes. */
describe.each(SYSTEMS)('what ends when, $grace', ({ days, events, ofFactors }) => {
  let system: MailSystem;
  beforeAll(async () => {
    // An operator ends sessions in another process: auth must not answer from its cache.
    const env = { SESSION_CACHE_MS: '0', ACCOUNT_DELETION_GRACE_DAYS: days, PUBLIC_URL };
    system = await MailSystem.open(env);
    await system.startApp('auth');
    await system.startApp('mail');
    await system.untilFollowing();
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  describe.each(events)('$event', ({ ends, isProven = true, prepare, act }) => {
    let holder: Holder;
    beforeAll(async () => {
      holder = await Holder.arrive(system, isProven);
      await prepare?.(holder);
      await holder.collect();
      await act(holder);
    }, LIMIT_MS);

    // In the order of the table: a reset link that is valid is used up at last.
    const cells = CREDENTIALS.map(
      (each) => [ends.includes(each) ? 'ends' : 'keeps', each] as const,
    );
    it.each(cells)('%s the %s', async (effect, credential) => {
      const { statuses, use } = CHECKS[credential];
      const { status } = await use(holder);
      expect(status).toBe(effect === 'keeps' ? statuses[0] : statuses[1]);
    });
  });

  describe.each(ofFactors)('second factors: $event', ({ ends, isProven = true, prepare, act }) => {
    let person: FactorHolder;
    beforeAll(async () => {
      const holder = await Holder.arrive(system, isProven);
      await prepare?.(holder);
      person = new FactorHolder(holder);
      await person.collect();
      await act(person);
    }, LIMIT_MS);

    const cells = FACTOR_CREDENTIALS.map(
      (each) => [ends.includes(each) ? 'ends' : 'keeps', each] as const,
    );
    it.each(cells)('%s the %s', async (effect, credential) => {
      expect(await FACTOR_CHECKS[credential](person)).toBe(effect === 'keeps');
    });
  });
});
