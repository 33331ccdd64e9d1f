import { AppProcess, REAL_HASHES } from '../support/app-process.js';
import { migrate } from '../support/migrate.js';
import { Person, titles } from '../support/person.js';
import { type Folder, openFolder } from '../topologies/folder.js';
import { rowsOfFolder, unpackFolder } from './earlier-folder.js';
import { ALICE } from './earlier-version.js';

const LIMIT_MS = 120_000;

describe('a data folder of version 0.1', () => {
  let folder: Folder;
  beforeEach(async () => {
    folder = await openFolder('empty');
  });
  afterEach(() => folder.remove());

  const revert = (context: string) =>
    migrate(folder.path, { DATA_DIR: folder.dataDir }, 'revert', context);

  it(
    'is opened, keeps every row, can be used, and can be reverted only before that',
    async () => {
      await unpackFolder(folder.dataDir);
      const before = await rowsOfFolder(folder.dataDir, 'public');
      await unpackFolder(folder.dataDir);
      expect(before['to_do_items']!.length).toBeGreaterThan(3);

      const first = await AppProcess.start('monolith', folder.path, REAL_HASHES);
      expect(await first.stop()).toBe(0);
      expect(await revert('todo')).toMatchObject({ code: 0 });

      const app = await AppProcess.start('monolith', folder.path, REAL_HASHES);
      const alice = await Person.known({ authUrl: app.url, todoUrl: app.url }, ALICE);
      expect(titles((await alice.list()).body)).toContain('inherited');
      expect(await app.stop()).toBe(0);
      expect((await revert('auth')).errors).toMatch(/^auth: rows of \w+ were written since/);

      const after = await rowsOfFolder(folder.dataDir);
      for (const [table, rows] of Object.entries(before)) {
        expect([table, after[table]]).toEqual([table, expect.arrayContaining(rows)]);
      }
    },
    LIMIT_MS,
  );
});
