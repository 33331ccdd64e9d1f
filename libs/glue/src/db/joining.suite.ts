import { jest } from '@jest/globals';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { openTestDataSource, type TestDatabase } from '../../../../test/support/test-database.js';
import { Batcher } from '../batch/index.js';
import { commonErrors } from '../errors/index.js';
import { openTransaction } from '../transaction/index.js';
import { statement, StatementRunner } from './statements/statement.js';

class Notes1000000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE joining.notes (note text)');
  }

  async down(): Promise<void> {}
}

const ADD = statement<{ note: string }>(
  'test.add',
  'INSERT INTO joining.notes VALUES ($1) RETURNING note',
);
const ALL = statement<{ note: string }>('test.all', 'SELECT note FROM joining.notes ORDER BY note');
/** The member of pg's client that is needed here. */
interface Client {
  query(...args: unknown[]): Promise<unknown>;
}
const FAIL = `DO $$ BEGIN RAISE EXCEPTION 'told to' USING ERRCODE = '40001'; END $$`;
const LIMITS = { calls: 1, size: 10, waitMs: 5_000, unavailable: commonErrors.internal };
const refused = new Error('refused');

/** A transaction, and all else on its data source that joins it. */
export function describeJoining(where: string): void {
  describe(`inside a transaction, ${where}`, () => {
    let database: TestDatabase;
    let other: TestDatabase;
    let source: DataSource;
    let statements: StatementRunner;
    let batcher: Batcher<string, string>;
    beforeAll(async () => {
      database = await openTestDataSource('joining', [Notes1000000000001]);
      other = await openTestDataSource('joining', [Notes1000000000001]);
      source = database.dataSource;
      statements = new StatementRunner(source);
      batcher = new Batcher(async (notes) => {
        for (const note of notes) await statements.run(ADD, [note]);
        return [...notes];
      }, LIMITS);
    }, 60_000);
    afterAll(async () => {
      await database.close();
      await other.close();
    });
    beforeEach(() => source.query('TRUNCATE joining.notes'));

    const notes = async () => (await statements.run(ALL, [])).map(({ note }) => note);
    const WAYS: Record<string, (note: string) => Promise<unknown>> = {
      'a prepared statement': (note) => statements.run(ADD, [note]),
      'a statement of TypeORM': (note) => source.query(ADD.text, [note]),
      'a statement of its manager': (note) => source.manager.query(ADD.text, [note]),
      'a batched statement': (note) => batcher.load(note),
      'another transaction': (note) =>
        source.transaction((manager) => manager.query(ADD.text, [note])),
    };

    it.each(Object.entries(WAYS))('%s is committed and rolled back with it', async (_what, add) => {
      await source.transaction(async (manager) => {
        await manager.query(ADD.text, ['first']);
        await add('second');
        await expect(notes()).resolves.toEqual(['first', 'second']);
      });
      const failing = source.transaction(async () => {
        await add('third');
        throw refused;
      });
      await expect(failing).rejects.toBe(refused);
      await expect(notes()).resolves.toEqual(['first', 'second']);
    });

    it('statements that are sent at once run in turn', async () => {
      let [running, most] = [0, 0];
      await source.transaction(async (manager) => {
        const client = (await manager.queryRunner!.connect()) as Client;
        const send = client.query.bind(client);
        jest.spyOn(client, 'query').mockImplementation(async (...args) => {
          most = Math.max(most, ++running);
          return send(...args).finally(() => running--);
        });
        await Promise.all([
          statements.run(ADD, ['a']),
          source.query(ADD.text, ['b']),
          manager.query(ADD.text, ['c']),
        ]);
      });
      jest.restoreAllMocks();
      expect(most).toBe(1);
      await expect(notes()).resolves.toEqual(['a', 'b', 'c']);
    });

    it('another transaction that fails is rolled back alone, also beside others', async () => {
      await source.transaction(async () => {
        const all = ['a', 'b', 'c', 'd'].map((note) =>
          source.transaction(async () => {
            await statements.run(ADD, [note]);
            await source.transaction(() => statements.run(ADD, [note + note]));
            if (note === 'a' || note === 'c') throw refused;
          }),
        );
        await Promise.allSettled(all);
      });
      await expect(notes()).resolves.toEqual(['b', 'bb', 'd', 'dd']);
    });

    it.each(['statement', 'transaction'])(
      'a %s that PostgreSQL rolls back makes all of it run once more',
      async (kind) => {
        let runs = 0;
        await source.transaction(async () => {
          await statements.run(ADD, [`run ${++runs}`]);
          const fail = () => source.query(FAIL);
          if (runs === 1) await (kind === 'statement' ? fail() : source.transaction(fail));
        });
        await expect(notes()).resolves.toEqual(['run 2']);
      },
    );

    it('a statement on another data source does not join', async () => {
      const elsewhere = new StatementRunner(other.dataSource);
      await source
        .transaction(async () => {
          await elsewhere.run(ADD, ['elsewhere']);
          await other.dataSource.transaction((manager) => manager.query(ADD.text, ['also']));
          throw refused;
        })
        .catch(() => undefined);
      const rows = await elsewhere.run(ALL, []);
      expect(rows.map(({ note }) => note)).toEqual(['also', 'elsewhere']);
    });

    it('the steps left for its end run once, without those of a savepoint that was rolled back', async () => {
      const log: string[] = [];
      const key = {};
      const leave = (value: string) => {
        const { steps } = openTransaction(source)!;
        steps.beforeCommit(key, value, async (values: string[]) => {
          log.push(`last: ${values.join()}`);
          await statements.run(ADD, [values.join()]);
        });
        steps.afterCommit(committed);
      };
      const committed = () => log.push('committed');
      let runs = 0;
      await source.transaction(async () => {
        leave(`run ${++runs}`);
        await source.transaction(async () => leave('inner'));
        await source
          .transaction(async () => {
            leave('rolled back');
            throw refused;
          })
          .catch(() => undefined);
        if (runs === 1) await source.query(FAIL);
        log.push('work done');
      });
      expect(log).toEqual(['work done', 'last: run 2,inner', 'committed']);
      await expect(notes()).resolves.toEqual(['run 2,inner']);
    });

    it('a last step that fails rolls it back, and nothing follows', async () => {
      let isCommitted = false;
      const failing = source.transaction(async () => {
        await statements.run(ADD, ['lost']);
        const { steps } = openTransaction(source)!;
        steps.beforeCommit({}, 1, () => Promise.reject(refused));
        steps.afterCommit(() => (isCommitted = true));
      });
      await expect(failing).rejects.toBe(refused);
      expect(isCommitted).toBe(false);
      await expect(notes()).resolves.toEqual([]);
    });

    it('work that continues after the commit is outside', async () => {
      let commit: () => void = () => undefined;
      const committed = new Promise<void>((resolve) => (commit = resolve));
      let later: Promise<unknown> = Promise.resolve();
      await source.transaction(async () => {
        expect(openTransaction()).toBeDefined();
        later = committed.then(() => {
          expect(openTransaction()).toBeUndefined();
          return batcher.load('later');
        });
      });
      commit();
      await later;
      await expect(notes()).resolves.toEqual(['later']);
      expect(openTransaction()).toBeUndefined();
    });

    it('a batched request neither waits for others nor takes them in', async () => {
      const inside: unknown[] = [];
      let finish: () => void = () => undefined;
      const finished = new Promise<void>((resolve) => (finish = resolve));
      const slow = new Batcher(async (questions: readonly string[]) => {
        inside.push([openTransaction() !== undefined, ...questions]);
        if (questions.includes('slow')) await finished;
        return [...questions];
      }, LIMITS);
      const first = slow.load('slow');
      const second = slow.load('slow too');
      await source.transaction(() => slow.load('in it'));
      finish();
      await Promise.all([first, second]);
      expect(inside).toContainEqual([true, 'in it']);
      expect(inside).toContainEqual([false, 'slow', 'slow too']);
    });
  });
}
