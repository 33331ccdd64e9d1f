import { REAL_HASHES } from '../support/app-process.js';
import { createDatabase, execute, type TestDatabase } from '../support/postgres.js';
import { Person } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { monolith } from '../topologies/monolith.js';

/** The hash of the password of all test users, with lower parameters than today's. */
const CHEAP_HASH =
  '$argon2id$v=19$m=8192,t=1,p=1$+RUGxhzz7y8J5MvkicLOmQ$rUk4tjcwSQ2ZNsE4gRKifgH6DnG1QJndp9r8Ajqe8Xc';

describe('a hash with outdated parameters', () => {
  let database: TestDatabase;
  let system: RunningSystem;
  beforeAll(async () => {
    database = await createDatabase();
    const env = { AUTH_DB_URL: database.url, TO_DO_DB_URL: database.url };
    const storage = { env, remove: () => database.drop() };
    system = await monolith('one database', async () => storage).start(REAL_HASHES);
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('lets its user log in, and is renewed then, once for many logins', async () => {
    const { email } = await Person.arrive(system);
    const at = `WHERE email = '${email}'`;
    await execute(database.url, `UPDATE auth.users SET password_hash = '${CHEAP_HASH}' ${at}`);
    const hash = async () => {
      const { rows } = await execute(database.url, `SELECT password_hash FROM auth.users ${at}`);
      return (rows as { password_hash: string }[])[0]!.password_hash;
    };
    await Promise.all(Array.from({ length: 5 }, () => Person.logIn(system, email)));
    await waitFor(
      async () => (await hash()) !== CHEAP_HASH,
      10_000,
      () => 'a new hash',
    );
    const renewed = await hash();
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await Person.logIn(system, email);
    expect(await hash()).toBe(renewed);
    expect(system.log()).not.toContain('argon2id');
  }, 60_000);
});
