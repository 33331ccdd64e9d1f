import { nextVariable } from '#glue/config';
import { type DatabaseOptions, openMigratedDataSource, seeAddress } from '#glue/db';
import { execute } from '../support/postgres.js';
import { waitFor } from '../support/wait-for.js';
import { openPlaces, type Places } from './places.js';

const LIMIT_MS = 20_000;
const VARIABLE = 'TO_DO_DB_URL';

let places: Places;
beforeAll(async () => {
  places = await openPlaces();
}, 60_000);
afterAll(() => places.remove(), 60_000);

const open = (over: Partial<DatabaseOptions> = {}) =>
  openMigratedDataSource({
    context: 'todo',
    url: places.urls[0],
    nextUrl: places.urls[1],
    urlVariable: VARIABLE,
    schemaVariable: 'TO_DO_DB_SCHEMA',
    maxConnections: 2,
    dataDir: '/nowhere',
    migrations: [],
    ...over,
  });

/** The server of an address is up for its administrator only. */
async function setReachable(index: 0 | 1, isReachable: boolean): Promise<void> {
  const { url } = places.databases[index];
  const { username } = new URL(places.urls[index]);
  await execute(url, `ALTER ROLE ${username} ${isReachable ? 'LOGIN' : 'NOLOGIN'}`);
  await execute(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${username}'`,
  );
}

async function mark(url: string, state: string, generation: number): Promise<void> {
  await execute(
    url,
    `DROP TABLE IF EXISTS todo.move_state;
     CREATE TABLE todo.move_state AS SELECT '9f3b1c52-6c1f-4c0e-8f0e-0d6f6b1f7a11'::uuid AS move,
       '9f3b1c52-6c1f-4c0e-8f0e-0d6f6b1f7a12'::uuid AS lineage, ${generation} AS generation, '${state}' AS state`,
  );
}

async function tablesAt(url: string): Promise<string[]> {
  const { rows } = await execute(
    url,
    `SELECT relname FROM pg_class WHERE relnamespace = 'todo'::regnamespace AND relkind = 'r'`,
  );
  return (rows as { relname: string }[]).map(({ relname }) => relname);
}

describe('a process with two addresses', () => {
  it.each<[0 | 1, string]>([
    [1, nextVariable(VARIABLE)],
    [0, VARIABLE],
  ])(
    'does not start at an empty address while address %i does not answer',
    async (down, variable) => {
      await setReachable(down, false);
      await expect(open()).rejects.toThrow(`${variable}: `);
      await expect(open()).rejects.toThrow('it is not known whether the data of todo were moved');
      expect(await tablesAt(places.urls[1 - down]!)).toEqual([]);
      await setReachable(down, true);
    },
  );

  it('never changes to an empty address because its own does not answer', async () => {
    const [old, next] = places.urls;
    await mark(next, 'active', 1);
    const source = await open();
    const { watch } = source as unknown as { watch: { problem?: string } };
    try {
      await setReachable(1, false);
      await waitFor(
        () => watch.problem?.includes('none and unreachable') ?? false,
        LIMIT_MS,
        () => `a problem, not ${watch.problem}`,
      );
      await setReachable(1, true);
      await waitFor(
        () => watch.problem === undefined,
        LIMIT_MS,
        () => `no problem, not ${watch.problem}`,
      );
      const [found] = await source.query<{ name: string }[]>('SELECT current_database() AS name');
      expect(`/${found!.name}`).toBe(new URL(next).pathname);
      expect(await seeAddress(old, 'todo')).toBe('none');
    } finally {
      await source.destroy();
    }
  }, 60_000);

  it('changes to a newer address when its own was emptied', async () => {
    const [old, next] = places.urls;
    await execute(next, 'DROP TABLE todo.move_state');
    const source = await open();
    try {
      const name = async () => {
        const [row] = await source.query<{ name: string }[]>('SELECT current_database() AS name');
        return `/${row!.name}`;
      };
      expect(await name()).toBe(new URL(old).pathname);
      await mark(next, 'active', 1);
      const expected = new URL(next).pathname;
      await waitFor(
        async () => (await name()) === expected,
        LIMIT_MS,
        () => 'the newer address',
      );
    } finally {
      await source.destroy();
    }
  }, 60_000);
});
