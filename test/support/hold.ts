import { randomInt } from 'node:crypto';
import pg from 'pg';
import { waitFor } from './wait-for.js';

const LIMIT_MS = 10_000;

/** A transaction that waits until it is released. */
export interface Hold {
  /** Resolves once `count` sessions of the database wait for a lock. */
  untilWaiting(count: number): Promise<void>;
  release(): Promise<void>;
}

/**
 * Stops every statement that fires a trigger in the middle: its locks and writes so far stay
 * invisible to other transactions until it is released.
 *
 * @param trigger such as `BEFORE DELETE ON todo.user_connections`, and a condition if necessary
 */
export async function holdAt(url: string, trigger: string): Promise<Hold> {
  const key = randomInt(2 ** 31);
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query(`SELECT pg_advisory_lock(${key})`);
  const [, schema] = / ON (\w+)\./.exec(trigger)!;
  await holder.query(`
    CREATE FUNCTION ${schema}.hold_${key}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock_shared(${key});
      RETURN coalesce(NEW, OLD);
    END $$`);
  const [when, condition = ''] = trigger.split(' WHEN ');
  await holder.query(
    `CREATE TRIGGER hold_${key} ${when} FOR EACH ROW ${condition && `WHEN ${condition}`}
     EXECUTE FUNCTION ${schema}.hold_${key}()`,
  );
  return {
    untilWaiting: (count) =>
      waitFor(
        async () => (await countWaiting(holder)) === count,
        LIMIT_MS,
        () => `${count} sessions to wait for a lock`,
      ),
    release: async () => {
      await holder.query(`SELECT pg_advisory_unlock(${key})`);
      await holder.end();
    },
  };
}

async function countWaiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]!.count;
}
