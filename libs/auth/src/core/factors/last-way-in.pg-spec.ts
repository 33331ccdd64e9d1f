import { client, EmailWorld } from '../emails/email-world.suite.js';
import { FactorsDal } from '../ports/factors/factors.dal.js';
import { FactorsService } from './factors.service.js';
import { atOnce, offeredCode } from './held-user.suite.js';
import { PasskeysService } from './passkeys.service.js';
import { RecoveryCodesService } from './recovery-codes.service.js';
import { TotpService } from './totp.service.js';
import { hasWayIn } from './ways-in.js';

/** The services on a PostgreSQL server, where transactions really run at the same time. */
describe('ways in that are removed at the same time', () => {
  let world: EmailWorld;
  beforeAll(async () => {
    world = await EmailWorld.open();
  }, 60_000);
  afterAll(() => world.close());

  /** A user with a password, a session and passkeys. */
  async function withPasskeys(count: number) {
    const user = await world.proven();
    const caller = await world.session(user);
    for (let i = 0; i < count; i++) await world.passkey(user);
    const passkeys = world.get(PasskeysService);
    const removals = (await passkeys.list(user.id)).map(
      ({ id }) =>
        () =>
          passkeys.remove(caller, id, client()),
    );
    const removePassword = () => world.get(FactorsService).removePassword(caller, client());
    return { user, caller, removals, removePassword };
  }
  const waysOf = ({ id }: { id: number }) => world.get(FactorsDal).waysOf(id);

  it('leave the last passkey of a user without a password', async () => {
    const { user, removals, removePassword } = await withPasskeys(5);
    await removePassword();
    const results = await atOnce(world, user, removals);
    // PostgreSQL does not keep the order of more than two that wait for a row.
    expect(results.sort()).toEqual([...Array<string>(4).fill('done'), 'last_way_in']);
    expect(await waysOf(user)).toEqual({ hasPassword: false, hasTotp: false, passkeys: 1 });
  });

  it.each(['the password', 'the passkey'])('leave one of two, with %s first', async (first) => {
    const { user, removals, removePassword } = await withPasskeys(1);
    const works = [removePassword, removals[0]!];
    if (first === 'the passkey') works.reverse();
    expect(await atOnce(world, user, works)).toEqual(['done', 'last_way_in']);
    const ways = (await waysOf(user))!;
    expect(hasWayIn(ways)).toBe(true);
    expect(ways.hasPassword).toBe(first === 'the passkey');
  });

  it('leave the only passkey of a user once, if it is removed twice', async () => {
    const { user, removals } = await withPasskeys(1);
    const [remove] = removals;
    const results = await atOnce(world, user, [remove!, remove!]);
    expect(results).toEqual(['done', 'passkey_not_found']);
  });

  it('leave no recovery code without a second factor', async () => {
    const { user, caller, removals } = await withPasskeys(1);
    const app = world.get(TotpService);
    await app.confirm(caller, await offeredCode(world, caller), client());
    await world.get(RecoveryCodesService).renew(user.id);
    const works = [...removals, () => app.remove(caller, client())];
    expect(await atOnce(world, user, works)).toEqual(['done', 'done']);
    expect(await waysOf(user)).toEqual({ hasPassword: true, hasTotp: false, passkeys: 0 });
    expect(await world.get(RecoveryCodesService).left(user.id)).toBe(0);
  });
});
