import { Holder } from './credentials.js';
import { deleteAccount, PLAN_EVENTS } from './deletion-events.js';
import { MailSystem } from './mail-system.js';

const LIMIT_MS = 120_000;
/** The subject of the template `deletion-cancelled`. */
const CANCELLED = /^Subject: .* will not be deleted\r?$/m;

/** The table of “Delete the account” of docs/accounts.md, with auth and mail as two processes. */
describe('a planned deletion', () => {
  let system: MailSystem;
  beforeAll(async () => {
    system = await MailSystem.open({ ACCOUNT_DELETION_GRACE_DAYS: '30' });
    await system.startApp('auth');
    await system.startApp('mail');
    await system.untilFollowing();
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  const found = async (table: string, id: number) =>
    (await system.query('auth', `SELECT FROM auth.${table} = $1`, [id])).length === 1;
  const actionsOf = async (id: number) => {
    const sql = 'SELECT action FROM auth.audit WHERE subject = $1';
    const rows = await system.query<{ action: string }>('auth', sql, [`user:${id}`]);
    return rows.map(({ action }) => action);
  };

  /** How many mails have told that an account will not be deleted. */
  const mails = () => system.server.received.filter(({ source }) => CANCELLED.test(source)).length;
  const untilSent = () =>
    system.until('all mails to be sent', async () => {
      const waiting = (name: 'auth' | 'mail') =>
        system.query(name, `SELECT FROM ${name}.outbox WHERE parked_at IS NULL`);
      // In this order: a mail is in the second one before it leaves the first one.
      return (await waiting('auth')).length === 0 && (await waiting('mail')).length === 0;
    });

  it.each(PLAN_EVENTS)(
    '$effect: $event',
    async ({ effect, isProven = true, prepare, act }) => {
      const holder = await Holder.arrive(system, isProven);
      const find = 'SELECT id::integer AS id FROM auth.users WHERE email = $1';
      const [user] = await system.query<{ id: number }>('auth', find, [holder.email]);
      const { id } = user!;
      const prepared = (await prepare?.(holder)) ?? '';
      await deleteAccount(holder);
      expect(await found('planned_deletions WHERE user_id', id)).toBe(true);
      const before = mails();
      await act(holder, prepared);
      expect(await found('users WHERE id', id)).toBe(effect !== 'is done at once');
      expect(await found('planned_deletions WHERE user_id', id)).toBe(effect === 'stays');
      const isNoted = (await actionsOf(id)).includes('deletion_cancelled');
      expect(isNoted).toBe(effect.startsWith('is cancelled'));
      await untilSent();
      expect(mails() - before).toBe(effect === 'is cancelled' ? 1 : 0);
    },
    LIMIT_MS,
  );
});
