import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openFolder } from '../topologies/folder.js';
import { migrations as authMigrations } from '#migrations/auth';
import { migrations as todoMigrations } from '#migrations/todo';

const SCRIPT = fileURLToPath(new URL('../../dist/scripts/migrate.js', import.meta.url));
const run = promisify(execFile);

/** `npm run migration:{run,revert,show}`, on embedded databases. */
describe('migration commands', () => {
  let folder: Awaited<ReturnType<typeof openFolder>>;
  beforeAll(async () => {
    folder = await openFolder();
  });
  afterAll(() => folder.remove());

  const migrate = async (...args: string[]) => {
    const env = { PATH: process.env['PATH'], DATA_DIR: folder.dataDir };
    const { stdout } = await run(process.execPath, [SCRIPT, ...args], { env, cwd: folder.path });
    return stdout.trim().split('\n');
  };

  it('show, run and take back migrations, of both contexts or of one', async () => {
    const [auth, todo] = [authMigrations, todoMigrations].map((all) => all.map(({ name }) => name));
    const none = await migrate('show');
    expect(none).toEqual([
      'auth:',
      ...auth!.map((name) => `  [ ] ${name}`),
      'todo:',
      ...todo!.map((name) => `  [ ] ${name}`),
    ]);
    expect(await migrate('run', 'todo')).toEqual([
      'todo:',
      ...todo!.map((name) => `  ran ${name}`),
    ]);
    const ran = (await migrate('show')).filter((line) => line.includes('[X]'));
    expect(ran).toEqual(todo!.map((name) => `  [X] ${name}`));
    for (const name of todo!.toReversed()) {
      expect(await migrate('revert', 'todo')).toEqual(['todo:', `  reverted ${name}`]);
    }
    expect(await migrate('show')).toEqual(none);
  }, 60_000);

  it.each([[[]], [['bogus']], [['run', 'billing']], [['revert']]])(
    'explain themselves when they are called with %j',
    async (args) => {
      await expect(migrate(...args)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^usage: migration:run/) as string,
      });
    },
  );
});
