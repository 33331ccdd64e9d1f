import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execute } from '../support/postgres.js';
import { CHECKOUT } from './checkout.js';

const SCRIPT = join(CHECKOUT, 'docker', 'postgres', 'create-contexts.sh');
const PASSWORDS = ['plain', `it's "a" $strange; \\one`] as const;

/** The script that the PostgreSQL container runs at its first start. */
describe('docker/postgres/create-contexts.sh', () => {
  const server = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  const contexts = ['billing', 'to-ship'].map(
    (context) => `${context}-${randomBytes(4).toString('hex')}`,
  );
  const variable = (context: string) => `${context.replaceAll('-', '_').toUpperCase()}_DB_PASSWORD`;
  const url = (role: string, database: string) =>
    Object.assign(new URL(server), {
      username: role,
      password: encodeURIComponent(PASSWORDS[contexts.indexOf(role)]!),
      pathname: `/${database}`,
    }).href;

  const run = (passwords: NodeJS.ProcessEnv) =>
    promisify(execFile)(SCRIPT, {
      env: {
        PATH: process.env['PATH'],
        PGHOST: server.hostname,
        PGPORT: server.port || '5432',
        PGPASSWORD: decodeURIComponent(server.password),
        POSTGRES_USER: server.username,
        POSTGRES_DB: server.pathname.slice(1),
        CONTEXTS: contexts.join(' '),
        ...passwords,
      },
    });

  beforeAll(() =>
    run(Object.fromEntries(contexts.map((context, i) => [variable(context), PASSWORDS[i]]))),
  );
  afterAll(async () => {
    for (const context of contexts) {
      await execute(server.href, `DROP DATABASE IF EXISTS "${context}"`);
      await execute(server.href, `DROP ROLE IF EXISTS "${context}"`);
    }
  });

  it('gives every context a database in which it may create tables', async () => {
    for (const context of contexts) {
      const own = url(context, context);
      await execute(own, 'CREATE TABLE things (id integer)');
      await expect(execute(own, 'SELECT * FROM things')).resolves.toMatchObject({ rows: [] });
    }
  });

  it('denies each access to the database of the other', async () => {
    const [one, other] = contexts as [string, string];
    await expect(execute(url(one, other), 'SELECT 1')).rejects.toThrow(/permission denied/);
    await expect(execute(url(other, one), 'SELECT 1')).rejects.toThrow(/permission denied/);
  });

  it('gives no role more privileges', async () => {
    for (const context of contexts) {
      const { rows } = await execute(
        server.href,
        `SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = '${context}'`,
      );
      expect(rows).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
    }
  });

  it('stops at a context without a password, and names the variable', async () => {
    await expect(run({})).rejects.toMatchObject({
      stderr: expect.stringContaining(variable(contexts[0]!)),
    });
  });
});
