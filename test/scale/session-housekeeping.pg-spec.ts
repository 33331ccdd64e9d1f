import { AppProcess, REAL_HASHES } from '../support/app-process.js';
import { Person } from '../support/person.js';
import { createDatabase, execute, type TestDatabase } from '../support/postgres.js';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';

const ROWS = 200_000;
/** At most 500 rows a step and ten steps a second, by each of two processes. */
const CLEAN_LIMIT_MS = 180_000;
/** A login hashes a password, which takes a while on a busy machine. It must take no longer. */
const LOGIN_LIMIT_MS = 3_000;
const LOGINS = 20;

/** Warnings and errors, but that mail does not run. */
function problemsIn(log: string): string[] {
  const lines = log.split('\n').filter((line) => /"level":"(warn|error)"/.test(line));
  return lines.filter((line) => !line.includes('"msg":"mail at '));
}

describe('ended sessions', () => {
  let folder: Folder;
  let database: TestDatabase;
  let auths: AppProcess[];

  beforeAll(async () => {
    [folder, database] = [await openFolder('none'), await createDatabase()];
    const start = () =>
      AppProcess.start('auth', folder.path, { AUTH_DB_URL: database.url, ...REAL_HASHES });
    auths = [await start(), await start()];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(auths.map((auth) => auth.stop()));
    await database.drop();
    await folder.remove();
  });

  const count = async (where = 'true') => {
    const { rows } = await execute(
      database.url,
      `SELECT count(*)::integer AS rows FROM auth.sessions WHERE ${where}`,
    );
    return (rows as [{ rows: number }])[0].rows;
  };
  /** Half have expired, half were replaced; all belong to one user. */
  const fill = () =>
    execute(
      database.url,
      `INSERT INTO auth.sessions (id, user_id, created_at, last_used_at, expires_at,
                             replaced_by, replaced_at)
       SELECT 'old ' || n, (SELECT min(id) FROM auth.users), now() - interval '1 day',
              now() - interval '1 day', now() + CASE WHEN n % 2 = 0 THEN -1 ELSE 1 END * interval '1 hour',
              CASE WHEN n % 2 = 1 THEN 'x' END, CASE WHEN n % 2 = 1 THEN now() - interval '1 hour' END
       FROM generate_series(1, ${ROWS}) n`,
    );

  it('are deleted in the background, without delaying logins, by two processes at once', async () => {
    const person = await Person.arrive({ authUrl: auths[0]!.url, todoUrl: '' });
    await fill();
    for (let i = 0; i < LOGINS; i++) {
      const begin = performance.now();
      await Person.logIn({ authUrl: auths[i % 2]!.url }, person.email);
      expect(performance.now() - begin).toBeLessThan(LOGIN_LIMIT_MS);
      // No login deletes them all.
      if (i === 0) expect(await count("id LIKE 'old %'")).toBeGreaterThan(ROWS / 2);
    }
    await waitFor(
      async () => (await count("id LIKE 'old %'")) === 0,
      CLEAN_LIMIT_MS,
      () => 'the sessions to be removed',
    );
    expect(await count()).toBe(LOGINS + 1);
    for (const auth of auths) expect(problemsIn(auth.log)).toEqual([]);
  }, 240_000);

  it('do not prevent a clean stop of a process', async () => {
    await fill();
    await waitFor(
      async () => (await count("id LIKE 'old %'")) < ROWS,
      60_000,
      () => 'the housekeeping to run',
    );
    const began = performance.now();
    expect(await Promise.all(auths.map((auth) => auth.stop()))).toEqual([0, 0]);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(await count("id LIKE 'old %'")).toBeGreaterThan(0);
  }, 120_000);
});
