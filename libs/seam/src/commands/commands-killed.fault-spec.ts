import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { AppProcess } from '../../../../test/support/app-process.js';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { seededRandom } from '../../../../test/support/random.js';
import { testLength } from '../../../../test/support/test-length.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { newIdempotencyKey } from './idempotency-key.js';
import { removeProgram, startStock, stockClients, stockProgram } from './stock.suite.js';

const KILLS = testLength({ short: 5, long: 1_000 });
const CALLERS = 8;
/** Answered commands between two kills, on average. */
const BETWEEN_KILLS = 20;
const MAX_MS_LATER = 10;
const REPEATED = 0.3;
const MAX_PAUSE_MS = 200;
const LIMIT_MS = 30_000;

let database: TestDatabase;
let program: string;
let app: AppProcess;
beforeAll(async () => {
  database = await createDatabase();
  program = await stockProgram();
  app = await startStock(program, database.url);
}, 60_000);
afterAll(async () => {
  await app.stop();
  await removeProgram(program);
  await database.drop();
});

it(
  `kill -9 of the provider, ${KILLS} times: each command that was answered has one effect`,
  async () => {
    const random = seededRandom();
    const { clientOf, moveTo } = stockClients(app.url);
    const client = clientOf('shop');
    const answers = new Map<string, number>();
    const differing: string[] = [];
    let [failures, isOver] = [0, false];

    /** Repeats a command until it is answered. */
    async function take(order: string, idempotencyKey: string): Promise<number> {
      for (;;) {
        try {
          return await client.take(order, { idempotencyKey });
        } catch (error) {
          if ((error as { status?: number }).status !== 503) throw error;
          failures++;
          await delay(MAX_PAUSE_MS * random());
        }
      }
    }

    /** Sends commands, some of them twice: at the same time, or once more later. */
    async function call(): Promise<void> {
      while (!isOver) {
        const [order, key] = [randomUUID(), newIdempotencyKey()];
        const both = [take(order, key), ...(random() < REPEATED ? [take(order, key)] : [])];
        const got = await Promise.all(both);
        if (random() < REPEATED) got.push(await take(order, key));
        if (new Set(got).size > 1) differing.push(order);
        answers.set(order, got[0]!);
      }
    }

    const callers = Array.from({ length: CALLERS }, call);
    for (let kill = 0; kill < KILLS; kill++) {
      const enough = answers.size + 2 * BETWEEN_KILLS * random();
      await waitFor(
        () => answers.size >= enough,
        LIMIT_MS,
        () => `${enough} answers, after ${kill} kills`,
      );
      await delay(MAX_MS_LATER * random());
      await app.kill();
      app = await startStock(program, database.url);
      moveTo(app.url);
    }
    isOver = true;
    await Promise.all(callers);

    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    const takes = await sql.query<{ for_order: string }>('SELECT for_order FROM stock.takes');
    const goods = await sql.query<{ number: number }>('SELECT number FROM stock.goods');
    await sql.end();
    process.stderr.write(
      `${KILLS} kills: ${answers.size} commands, ${failures} tries failed, ${takes.rowCount} effects\n`,
    );
    expect(differing).toEqual([]);
    expect(failures).toBeGreaterThan(KILLS);
    expect(takes.rows.map((row) => row.for_order).sort()).toEqual([...answers.keys()].sort());
    expect(goods.rows[0]!.number).toBe(1_000_000 - answers.size);
    // Each effect has counted down once, and its answer is the number that it has left.
    expect(new Set(answers.values()).size).toBe(answers.size);
  },
  60_000 + KILLS * 15_000,
);
