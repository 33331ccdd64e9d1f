import { CHECKS } from './credential-checks.js';
import { EVENTS } from './credential-events.js';
import { CREDENTIALS, Holder } from './credentials.js';
import { MailSystem } from './mail-system.js';

const LIMIT_MS = 120_000;

/** The table “What ends what” of docs/accounts.md, with auth and mail as two processes. */
describe('what ends when', () => {
  let system: MailSystem;
  beforeAll(async () => {
    // An operator ends sessions in another process: auth must not answer from its cache.
    system = await MailSystem.open({ SESSION_CACHE_MS: '0' });
    await system.startApp('auth');
    await system.startApp('mail');
    await system.untilFollowing();
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  describe.each(EVENTS)('$event', ({ ends, isProven = true, prepare, act }) => {
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
