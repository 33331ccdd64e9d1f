import { execute } from '../support/postgres.js';
import { Person, titles } from '../support/person.js';
import { authsAndTodos, monoliths, type ScaledSystem } from '../topologies/scaled.js';
import { oneDatabase, type Storage, withRedis } from '../topologies/storage.js';

const STARTS = 3;
const REQUESTS = 40;

/** Several processes on the same data, from the operator's point of view. */
describe.each([
  ['two monoliths', monoliths],
  ['two auths and two todos', authsAndTodos],
])('several processes of each app: %s', (_, make) => {
  let storage: Storage;
  const open = async () => (storage = await withRedis(oneDatabase)());
  const topology = make('one database, sessions in Redis', open);

  const migrationsOf = async (context: 'auth' | 'todo', urlVariable: string) => {
    const { rows } = await execute(
      storage.env[urlVariable]!,
      `SELECT name FROM ${context}.${context}_migrations`,
    );
    return rows.map(({ name }: { name: string }) => name);
  };

  it('that start at the same moment on an empty database run each migration once', async () => {
    for (let i = 0; i < STARTS; i++) {
      const system = await topology.start();
      try {
        for (const names of [
          await migrationsOf('auth', 'AUTH_DB_URL'),
          await migrationsOf('todo', 'TO_DO_DB_URL'),
        ]) {
          expect(names.length).toBeGreaterThan(0);
          expect(new Set(names).size).toBe(names.length);
        }
        expect(system.log()).not.toMatch(/"level":(50|60)/);
      } finally {
        await system.dispose();
      }
    }
  }, 120_000);

  describe('behind one address', () => {
    let system: ScaledSystem;
    beforeAll(async () => {
      system = await topology.start();
    }, 60_000);
    afterAll(() => system.dispose());

    it('share the work, and each sees at once what another has written', async () => {
      const person = await Person.arrive(system);
      const wanted = Array.from({ length: REQUESTS }, (_, i) => `item ${i}`);
      for (const [i, title] of wanted.entries()) {
        // In turn: one process creates, another lists.
        expect((await person.create(title)).status).toBe(201);
        expect(titles((await person.list()).body)).toEqual(wanted.slice(0, i + 1));
      }
      for (const { log } of system.todo.members) expect(log.includes('"/api/v1/')).toBe(true);
    });

    it('continue without one that is gone', async () => {
      const person = await Person.arrive(system);
      await person.create('survivor');
      await system.todo.members[0]!.kill();
      for (let i = 0; i < REQUESTS; i++) {
        const { status, body } = await person.list();
        expect({ status, titles: titles(body) }).toEqual({ status: 200, titles: ['survivor'] });
      }
    });
  });
});
