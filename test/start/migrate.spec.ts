import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ALL_CONTEXTS } from '../support/manifests.js';
import { openFolder } from '../topologies/folder.js';

const SCRIPT = fileURLToPath(new URL('../../dist/tools/migrate.js', import.meta.url));
const run = promisify(execFile);

/** `npm run migration:{run,revert,show}`, on embedded databases. */
describe('migration commands', () => {
  let folder: Awaited<ReturnType<typeof openFolder>>;
  beforeAll(async () => {
    folder = await openFolder('empty');
  });
  afterAll(() => folder.remove());

  const migrate = async (...args: string[]) => {
    const env = { PATH: process.env['PATH'], DATA_DIR: folder.dataDir };
    const { stdout } = await run(process.execPath, [SCRIPT, ...args], { env, cwd: folder.path });
    return stdout.trim().split('\n');
  };

  const contexts = ALL_CONTEXTS.map(({ name, database }) => ({
    name,
    migrations: database.migrations.map((migration) => migration.name),
  }));

  it('show, run and revert migrations, of all contexts or of one', async () => {
    const none = await migrate('show');
    expect(none).toEqual(
      contexts.flatMap(({ name, migrations }) => [
        `${name}:`,
        ...migrations.map((migration) => `  [ ] ${migration}`),
      ]),
    );
    const { name, migrations } = contexts.at(-1)!;
    const each = (word: string) => migrations.map((migration) => `  ${word} ${migration}`);
    expect(await migrate('run', name)).toEqual([`${name}:`, ...each('ran')]);
    const ran = (await migrate('show')).filter((line) => line.includes('[X]'));
    expect(ran).toEqual(each('[X]'));
    for (const line of each('reverted').toReversed()) {
      expect(await migrate('revert', name)).toEqual([`${name}:`, line]);
    }
    expect(await migrate('show')).toEqual(none);
  }, 180_000);

  it.each([[[]], [['bogus']], [['run', 'unknown']], [['revert']]])(
    'print their usage when they are called with %j',
    async (args) => {
      await expect(migrate(...args)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^usage: migration:run/) as string,
      });
    },
  );
});
