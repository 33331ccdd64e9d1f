import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Cleanup } from '../cleanup.js';
import { execute } from './execute.js';
import { passwordHash } from './password-hash.js';
import { itemsOf, type Profile } from './profile.js';
import { openTables } from './schema.js';
import { seedAuth, seedSessions, seedTodo, statusOf } from './seed.js';

const MAY_NOT = '42501';
const VACUUMED = ['todo.to_do_items', 'todo.user_connections', 'todo.user_refs', 'auth.sessions'];

/** A seeded database of both contexts, shared by all contestants. */
export class BenchDatabase {
  private constructor(
    readonly url: string,
    readonly profile: Profile,
    private readonly client: pg.Client,
  ) {}

  /**
   * Creates it on a server, and drops it in the end.
   *
   * @param isAnalyzed whether PostgreSQL has statistics of the tables
   */
  static async create(
    server: string,
    profile: Profile,
    cleanup: Cleanup,
    isAnalyzed = true,
  ): Promise<BenchDatabase> {
    const name = `bench_${profile.name}_${randomBytes(4).toString('hex')}`;
    const url = new URL(server);
    url.pathname = `/${name}`;
    await execute(server, `CREATE DATABASE ${name}`);
    cleanup.add(() => execute(server, `DROP DATABASE ${name} WITH (FORCE)`));
    await (await openTables('auth', { url: url.href, dataDir: '' })).destroy();
    await (await openTables('todo', { url: url.href, dataDir: '' })).destroy();

    const client = new pg.Client({ connectionString: url.href });
    client.setTypeParser(pg.types.builtins.INT8, Number);
    await client.connect();
    cleanup.add(() => client.end());
    const database = new BenchDatabase(url.href, profile, client);
    if (!isAnalyzed) await database.stopAutovacuum();
    await database.fill();
    if (isAnalyzed) await database.query('VACUUM ANALYZE');
    return database;
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(text, values)).rows;
  }

  /** Renews the sessions of all visitors: an hour of benchmark exceeds the idle timeout. */
  async renewSessions(): Promise<void> {
    await seedSessions(this.run, this.profile);
  }

  /**
   * Deletes the rows of the contestants, and vacuums: each starts a round with the same tables,
   * after a checkpoint if the role may make one.
   */
  async reset(): Promise<void> {
    await this.restore();
    for (const table of VACUUMED) {
      await this.query(`VACUUM ANALYZE ${table}`);
    }
    await this.query('CHECKPOINT').catch((error: unknown) => {
      if ((error as pg.DatabaseError).code !== MAY_NOT) throw error;
    });
  }

  /** Deletes the items that contestants have created, and gives the others their first status again. */
  async restore(): Promise<void> {
    await this.query('DELETE FROM todo.to_do_items WHERE id > $1', [itemsOf(this.profile)]);
    const status = statusOf('id', this.profile);
    await this.query(`UPDATE todo.to_do_items SET status = ${status} WHERE status <> ${status}`);
    await this.query('UPDATE todo.user_refs SET owned_items = $1 WHERE owned_items <> $1', [
      this.profile.itemsPerUser,
    ]);
  }

  private readonly run = (text: string, values?: unknown[]) => this.query(text, values);

  private async fill(): Promise<void> {
    await seedAuth(this.run, this.profile, await passwordHash());
    await seedTodo(this.run, this.profile);
    await this.renewSessions();
  }

  private async stopAutovacuum(): Promise<void> {
    const tables = await this.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class
       WHERE relkind = 'r' AND relnamespace::regnamespace::text IN ('auth', 'todo')`,
    );
    for (const { name } of tables) {
      await this.query(`ALTER TABLE ${name} SET (autovacuum_enabled = off)`);
    }
  }
}
