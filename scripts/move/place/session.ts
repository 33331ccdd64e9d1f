import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { LimitedClient } from '#glue/db';
import { MoveError } from '../move-error.js';

/** Texts of values are equal on both servers; nothing that a move does has a limit by itself. */
const SETTINGS = `
  SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;
  SET search_path = pg_catalog; SET datestyle = ISO; SET intervalstyle = postgres;
  SET timezone = 'UTC'; SET extra_float_digits = 3; SET bytea_output = hex;
  SET synchronous_commit = on; SET default_transaction_isolation = 'read committed'`;
const CONNECT_TIMEOUT_MS = 10_000;
/** Statements behind a waiting lock wait as long. */
const LOCK_TIMEOUT_MS = 100;
const LOCK_PAUSE_MS = 150;
const LOCK_TRIES = 240;
const IN_USE = /^(55P03|40P01)$/;

/** An address with the setting that lets a session write into a copy; a pooler would drop it. */
export function passing(url: string, move: string): string {
  const parsed = new URL(url);
  const options = parsed.searchParams.get('options');
  parsed.searchParams.set('options', `${options ? `${options} ` : ''}-c move.id=${move}`);
  return parsed.href;
}

/** A direct connection to one address. Its errors contain no values of rows. */
export class Session {
  private constructor(private readonly client: LimitedClient) {}

  /**
   * @param name the address in messages
   * @throws MoveError if it cannot be reached, or only through a pooler
   */
  static async open(url: string, name: string): Promise<Session> {
    const probe = randomUUID();
    const client = new LimitedClient({
      connectionString: passing(url, probe),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'move',
    });
    const session = new Session(client);
    try {
      await client.connect();
      await client.query(SETTINGS);
    } catch (error) {
      throw notReached(name, error as Error);
    }
    const [found] = await session.query<{ id: string | null }>(
      `SELECT current_setting('move.id', true) AS id`,
    );
    if (found!.id === probe) return session;
    await session.close();
    throw new MoveError(pooled(name));
  }

  /** Lets this session write into the copy that the move makes. */
  async passAs(move: string): Promise<void> {
    await this.query(`SELECT set_config('move.id', $1, false)`, [move]);
  }

  async query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, values)).rows as Row[];
  }

  /** Statements without parameters, separated by semicolons. */
  async run(...statements: string[]): Promise<void> {
    for (const sql of statements) await this.client.query(sql);
  }

  async transaction<T>(work: () => Promise<T>, isolation = 'READ COMMITTED'): Promise<T> {
    await this.client.query(`BEGIN ISOLATION LEVEL ${isolation}`);
    try {
      const result = await work();
      await this.client.query('COMMIT');
      return result;
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /**
   * Runs a transaction that needs strong locks, and retries it: it waits briefly for each lock, so
   * that others do not wait behind it.
   *
   * @throws MoveError if a lock stays in use
   */
  async withLocks<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.transaction(async () => {
          await this.run(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
          return work();
        });
      } catch (error) {
        if (!IN_USE.test((error as { code?: string }).code ?? '')) throw error;
        if (tries === LOCK_TRIES) throw new MoveError(inUse(error as Error));
      }
      await delay(LOCK_PAUSE_MS);
    }
  }

  close(): Promise<void> {
    return this.client.end().catch(() => undefined);
  }
}

function notReached(name: string, error: Error): MoveError {
  if (/unsupported startup parameter/.test(error.message)) return new MoveError(pooled(name));
  return new MoveError(
    `${name}: no connection: ${error.message}. Check the URL, and that the server is up.`,
  );
}

function pooled(name: string): string {
  return `${name}: is the address of a connection pooler. Give the direct address of PostgreSQL, by --to or --from.`;
}

function inUse({ message }: Error): string {
  return `a table stays in use: ${message}. End the transaction that holds it (pg_stat_activity), and run the move again.`;
}
