import { setTimeout as delay } from 'node:timers/promises';
import { MoveError } from '../move-error.js';
import type { Place } from '../place/place.js';

/** Arbitrary, but fixed. */
const NAMESPACE = 0x30fe;
/** A mover that was killed keeps its lock until the statement that it ran ends. */
const WAIT_MS = 15_000;
const POLL_MS = 100;

/**
 * Takes the locks of movers at both addresses until the sessions end.
 *
 * @throws MoveError if both are one database, or while another mover has a lock
 */
export async function beOnlyMover(source: Place, target: Place): Promise<void> {
  await assertOtherDatabase(source, target);
  for (const place of [source, target]) await lockMovers(place);
}

async function lockMovers({ session, schema, name }: Place): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const [found] = await session.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS locked',
      [NAMESPACE, schema],
    );
    if (found!.locked) return;
    if (Date.now() > deadline) {
      throw new MoveError(
        `${name}: another move of this schema is running. Wait for it, or end it.`,
      );
    }
    await delay(POLL_MS);
  }
}

/** A lock is one of a database: the same one cannot be taken twice. */
async function assertOtherDatabase(source: Place, target: Place): Promise<void> {
  const key = Math.floor(Math.random() * 2 ** 48);
  await source.session.query('SELECT pg_advisory_lock($1::bigint)', [key]);
  const [found] = await target.session.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_lock($1::bigint) AS locked',
    [key],
  );
  for (const place of [source, target]) {
    await place.session.query('SELECT pg_advisory_unlock($1::bigint)', [key]);
  }
  if (!found!.locked) throw new MoveError(`${target.name} is the database that the data are in.`);
}
