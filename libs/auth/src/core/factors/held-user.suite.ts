/** Changes of one user that run at the same time. */
import { Secret, TOTP } from 'otpauth';
import { waitFor } from '../../../../../test/support/wait-for.js';
import type { EmailWorld } from '../emails/email-world.suite.js';
import type { Caller } from '../sessions/account-sessions.service.js';
import { TotpService } from './totp.service.js';

const LIMIT_MS = 10_000;
const WAITING = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

type Work = () => Promise<unknown>;

/**
 * Starts works while another transaction holds the row of a user, one after the other. Each has done what
 * needs no lock, and waits, before the next one starts; then all continue. One that decides before it
 * locks the user has decided by then.
 *
 * @returns `done`, or the code of the error, of each
 */
export async function atOnce(
  world: EmailWorld,
  { id }: { id: number },
  works: readonly Work[],
): Promise<string[]> {
  const runner = world.dataSource.createQueryRunner();
  await runner.startTransaction();
  const begun: Promise<string>[] = [];
  try {
    await runner.query('SELECT FROM auth.users WHERE id = $1 FOR UPDATE', [id]);
    for (const work of works) {
      begun.push(resultOf(work));
      // Not in the transaction of the runner, which sees no connections that are opened later.
      const isNext = async () =>
        (await world.dataSource.query<unknown[]>(WAITING)).length === begun.length;
      await waitFor(isNext, LIMIT_MS, () => `work ${begun.length} to wait for the user`);
    }
  } finally {
    await runner.commitTransaction();
    await runner.release();
  }
  return Promise.all(begun);
}

/** `done`, or the code of its error. */
export async function resultOf(work: Work): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** Offers an app to a user; resolves to a code that confirms it. */
export async function offeredCode(world: EmailWorld, caller: Caller): Promise<string> {
  const { secret } = await world.get(TotpService).begin(caller);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: world.now.getTime() });
}
