import { setTimeout as delay } from 'node:timers/promises';
import { testLength } from '../support/test-length.js';
import { execute } from '../support/postgres.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem } from '../support/topology.js';
import { Workload } from '../support/workload.js';
import { monolith } from '../topologies/monolith.js';
import { twoDatabases } from '../topologies/storage.js';

const ROUNDS = testLength({ short: 3, long: 10 });
const WORKERS = 12;
const DEADLOCK = '40P01';
const MAX_PAUSE_MS = 150;

/** Columns of each table that statements read, and another type for each. */
const CHANGES: [variable: string, table: string, column: string, there: string, back: string][] = [
  ['TO_DO_DB_URL', 'todo.to_do_items', 'title', 'text', 'varchar(255)'],
  ['TO_DO_DB_URL', 'todo.to_do_items', 'id', 'integer', 'bigint'],
  ['TO_DO_DB_URL', 'todo.user_refs', 'unique_id', 'varchar(64)', 'text'],
  ['AUTH_DB_URL', 'auth.sessions', 'id', 'varchar(64)', 'text'],
  ['AUTH_DB_URL', 'auth.sessions', 'replaced_by', 'varchar(64)', 'text'],
  ['AUTH_DB_URL', 'auth.users', 'email', 'varchar(320)', 'text'],
];

/** A migration of another version, or of an operator, beside running processes. */
describe('Columns that change their type under load', () => {
  const random = seededRandom();
  let system: RunningSystem;
  beforeAll(async () => {
    const noCache = { SESSION_CACHE_MS: '0', SESSION_STALE_IF_ERROR_MS: '0' };
    system = await monolith('two databases', twoDatabases).start(noCache);
  }, 60_000);
  afterAll(() => system?.dispose(), 30_000);

  it(
    'cause no 500, and lose no acknowledged write',
    async () => {
      const workload = await Workload.start(system, WORKERS, random);
      let changes = 0;
      for (let round = 0; round < ROUNDS; round++) {
        for (const [variable, table, column, ...types] of shuffled(CHANGES, random)) {
          for (const type of types) {
            await delay(random() * MAX_PAUSE_MS);
            const sql = `ALTER TABLE ${table} ALTER ${column} TYPE ${type}`;
            await alter(system.env[variable]!, sql);
            changes++;
          }
        }
      }
      await workload.stop();

      const answers = JSON.stringify(workload.answers);
      process.stderr.write(`${changes} changes of types: ${answers}\n`);
      // The cause of a 500.
      process.stderr.write(linesOf(system.log(), '"code":"internal"'));
      expect(workload.failures(503)).toEqual([]);
      expect(workload.count(200)).toBeGreaterThan(changes);
      expect(workload.count(201)).toBeGreaterThan(changes);
      expect(await workload.differences()).toEqual([]);
    },
    ROUNDS * 10_000 + 30_000,
  );
});

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const keys = new Map(list.map((each) => [each, random()]));
  return [...list].sort((a, b) => keys.get(a)! - keys.get(b)!);
}

/** Changes a table. PostgreSQL may roll the change back in favour of a request: it is retried. */
async function alter(url: string, sql: string): Promise<void> {
  for (;;) {
    try {
      await execute(url, sql);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK) throw error;
    }
  }
}

function linesOf(log: string, text: string): string {
  return log
    .split('\n')
    .filter((line) => line.includes(text))
    .join('\n');
}
