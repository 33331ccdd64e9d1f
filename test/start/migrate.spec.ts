import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openFolder } from '../topologies/folder.js';

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
    const none = await migrate('show');
    expect(none).toEqual([
      'auth:',
      expect.stringMatching(/^ {2}\[ \] UsersAndSessions\d{13}$/),
      'todo:',
      expect.stringMatching(/^ {2}\[ \] ItemsAndConnections\d{13}$/),
    ]);
    expect(await migrate('run', 'todo')).toEqual([
      'todo:',
      expect.stringMatching(/^ {2}ran Items/),
    ]);
    expect((await migrate('show')).filter((line) => line.includes('[X]'))).toHaveLength(1);
    expect(await migrate('revert', 'todo')).toEqual([
      'todo:',
      expect.stringMatching(/^ {2}reverted Items/),
    ]);
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
