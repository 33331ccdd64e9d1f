import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AppProcess } from '../support/app-process.js';
import { basic, send } from '../support/client.js';
import { openFolder } from '../topologies/folder.js';

const PROGRAM = fileURLToPath(new URL('folder-of-0.1.mjs', import.meta.url));
const LIMIT_MS = 120_000;
const run = promisify(execFile);

type Rows = Record<string, object[]>;

describe('a data folder of version 0.1', () => {
  let folder: Awaited<ReturnType<typeof openFolder>>;
  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(() => folder.remove());

  const asEarlier = async (what: 'make' | 'read') => {
    const { stdout } = await run(process.execPath, [PROGRAM, what, folder.dataDir], {
      maxBuffer: 10_000_000,
    });
    return JSON.parse(stdout) as Rows;
  };

  it(
    'is opened, keeps every row, and can be used',
    async () => {
      const before = await asEarlier('make');
      expect(before['to_do_items']).toHaveLength(200);

      const app = await AppProcess.start('monolith', folder.path, {});
      const authorization = basic('user-2@example.com', 'password');
      const login = await send<string>('GET', `${app.url}/api/v1/auth/login`, {
        headers: { authorization },
      });
      const list = await send<{ pending: unknown[]; done: unknown[] }>(
        'GET',
        `${app.url}/api/v1/get/all`,
        { token: login.body },
      );
      expect(list.body.pending.length + list.body.done.length).toBe(67);
      expect(await app.stop()).toBe(0);

      const after = await asEarlier('read');
      for (const [table, rows] of Object.entries(before)) {
        expect([table, after[table]]).toEqual([table, expect.arrayContaining(rows)]);
      }
    },
    LIMIT_MS,
  );
});
