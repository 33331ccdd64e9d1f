import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedDatabase } from '#glue/db';
import { Person, titles } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { EXIT, reconcile } from '../support/reconcile.js';
import { testLength } from '../support/test-length.js';
import { waitFor } from '../support/wait-for.js';
import { split, type SplitSystem } from '../topologies/split.js';

const ROUNDS = testLength({ short: 1, long: 40 });
/**
 * More rounds until one was interrupted, each with twice the work: a process that stops waits a second
 * for its tools, and a fast machine may be ready by then.
 */
const MOST_ROUNDS = ROUNDS + 4;
const ORPHANS = testLength({ short: 20_000, long: 100_000 });
const TOLD = {
  SIGKILL: /reconcile: process \d+ that has .+ open has ended before this was complete/,
  SIGTERM: /The process that runs this is stopping\. Run it again\./,
};

/** The owner of an embedded database is stopped somewhere while it repairs, and writes for a client. */
describe('npm run reconcile in a process that ends meanwhile', () => {
  const random = seededRandom();
  let system: SplitSystem;
  let person: Person;
  let expected: string[];
  let durationMs: number;
  beforeAll(async () => {
    system = await split('embedded').start();
    person = await Person.arrive(system);
    await person.create('first');
    expected = ['first'];
    await damage();
    const running = await startReconcile();
    const startedAt = performance.now();
    expect((await running.outcome).code).toBe(EXIT.repaired);
    durationMs = performance.now() - startedAt;
  }, 120_000);
  afterAll(() => system.dispose(), 60_000);

  /** Items without a member, which no user could see. */
  async function damage(orphans = ORPHANS): Promise<void> {
    await system.stopTodo();
    const database = await EmbeddedDatabase.open(join(system.folder, '.data'), 'todo');
    const client = new pg.Client({ ...database.address, user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query(
      `INSERT INTO todo.to_do_items (title, status)
       SELECT 'orphan', 'DONE' FROM generate_series(1, ${orphans})`,
    );
    await client.end();
    await database.close();
    await system.restartTodo();
  }

  /** Resolves when the process has started to reconcile. */
  async function startReconcile(): Promise<{ outcome: ReturnType<typeof reconcile> }> {
    const before = system.todoLog().length;
    const outcome = reconcile(system);
    const isStarted = () => system.todoLog().slice(before).includes('reconcile: started');
    await waitFor(isStarted, 30_000, () => 'reconcile to start');
    return { outcome };
  }

  /** Writes until the process has ended; what was answered must stay. */
  async function write(until: () => boolean): Promise<void> {
    for (let n = 0; !until() && n < 100; n++) {
      const title = `${expected.length}`;
      const status = await person.create(title).then(
        (answer) => answer.status,
        () => undefined, // the connection has ended
      );
      if (status === undefined) return;
      expect(status).toBe(201);
      expected.push(title);
      await delay(20);
    }
  }

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'by %s says so, and is repeated',
    async (signal) => {
      let interrupted = 0;
      const isDone = (round: number) => round >= ROUNDS && interrupted > 0;
      let round = 0;
      for (; round < MOST_ROUNDS && !isDone(round); round++) {
        await damage(ORPHANS * 2 ** Math.max(0, round + 1 - ROUNDS));
        let ended = false;
        const writing = write(() => ended);
        const running = await startReconcile();
        if (round > 0 && round < ROUNDS) await delay(random() * durationMs);
        ended = signal === 'SIGTERM';
        if (signal === 'SIGKILL') await system.killTodo();
        else expect(await system.stopTodo()).toBe(0);
        await writing;
        const { code, output } = await running.outcome;
        if (code !== EXIT.repaired) {
          expect(output).toMatch(TOLD[signal]);
          expect(code).toBe(EXIT.failed);
          interrupted++;
        }
        await system.restartTodo();
        await reconcile(system);
        expect((await reconcile(system, '--dry-run')).code).toBe(EXIT.clean);
        const found = titles((await person.list()).body).filter(
          (title) => !expected.includes(title),
        );
        expect(found.length).toBeLessThanOrEqual(1); // written, but not answered
        expected.push(...found);
        expect(titles((await person.list()).body).sort()).toEqual([...expected].sort());
      }
      process.stderr.write(`${interrupted} of ${round} were interrupted by ${signal}\n`);
      expect(interrupted).toBeGreaterThan(0);
    },
    900_000,
  );
});
