import { CHECKS } from './credential-checks.js';
import { EVENTS } from './credential-events.js';
import { CREDENTIALS, Holder } from './credentials.js';
import { PLANNED_EVENTS } from './deletion-events.js';
import { MailSystem } from './mail-system.js';

const LIMIT_MS = 120_000;

const SYSTEMS = [
  { grace: 'without a grace of deletions', days: '0', events: EVENTS },
  { grace: 'with a grace of deletions', days: '30', events: PLANNED_EVENTS },
] as const;

/** The table “What ends what” of docs/accounts.md, with auth and mail as two processes. */
describe.each(SYSTEMS)('what ends when, $grace', ({ days, events }) => {
  let system: MailSystem;
  beforeAll(async () => {
    // An operator ends sessions in another process: auth must not answer from its cache.
    const env = { SESSION_CACHE_MS: '0', ACCOUNT_DELETION_GRACE_DAYS: days };
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
});
