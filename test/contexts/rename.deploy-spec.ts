import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { AppProcess } from '../support/app-process.js';
import { WholeCopy } from './whole-copy.js';

const LIMIT_MS = 600_000;
const NAME = 'renamed-copy';
/** What keeps the old name: history, the holder of the license. */
const KEPT = /^(?:docs\/decisions\/|test\/architecture\/decisions\.json|LICENSE)/;
/** Unit tests. */
const UNITS = ['apps', 'bench', 'libs', 'scripts'].map((folder) => `${folder}/**/*.spec.ts`);

/** generated.deploy-spec.ts runs the checks of such a project. */
describe('a project under another name', () => {
  let copy: WholeCopy;
  let oldName: string;
  const git = (...args: string[]) => copy.git(...args);
  const rename = (...args: string[]) => copy.node('scripts/rename.mjs', ...args);

  beforeAll(async () => {
    ({ name: oldName } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      name: string;
    });
    copy = await WholeCopy.make();
    await git('init', '--quiet');
    await git('add', '--all');
  }, LIMIT_MS);
  afterAll(() => copy.dispose());

  it('is refused if the name is invalid, or changes are not committed', async () => {
    await expect(rename('My_App')).rejects.toThrow('"My_App" cannot be the name: use lower-case');
    await expect(rename()).rejects.toThrow('Usage: npm run rename -- <name>');
    await expect(rename(oldName)).rejects.toThrow(`The name is ${oldName} already.`);
    await expect(rename(NAME)).rejects.toThrow('There are uncommitted changes.');
    await git('commit', '--quiet', '--message', 'before');
  });

  it(
    'has the new name everywhere but in its history',
    async () => {
      const output = await copy.npm('rename', NAME);
      expect(output).toContain(`bin/${oldName} -> bin/${NAME}`);
      expect(output).toContain('all users must log in again');
      await git('add', '--all');
      const lines = (await git('grep', '-Iin', '--cached', oldName)).trim().split('\n');
      const released = await firstReleasedLine();
      const isOfHistory = (line: string) => {
        const [path, number] = line.split(':');
        return KEPT.test(path!) || (path === 'CHANGELOG.md' && Number(number) >= released);
      };
      expect(lines.filter((line) => !isOfHistory(line))).toEqual([]);
      const files = (await git('ls-files')).split('\n').filter((path) => path.includes(oldName));
      expect(files.filter((path) => !KEPT.test(path))).toEqual([]);
    },
    LIMIT_MS,
  );

  it('builds', () => copy.npm('build'), LIMIT_MS);

  it(
    'passes the unit tests in which the name is',
    async () => {
      const globs = UNITS.map((glob) => `:(glob)${glob}`);
      const specs = await git('grep', '-Il', '--cached', NAME, '--', ...globs);
      expect(specs).toContain('page-cookie.spec.ts');
      await copy.jest(...specs.trim().split('\n'));
    },
    LIMIT_MS,
  );

  it(
    'answers under its new name',
    async () => {
      const app = await AppProcess.start(copy.app('monolith'), copy.folder, {});
      try {
        const api = `${app.url}/api/v1`;
        const refused = await fetch(`${api}/get/all`);
        expect(refused.headers.get('www-authenticate')).toBe(`Bearer realm="${NAME}"`);
        expect(await refused.json()).toMatchObject({ type: `urn:${NAME}:error:unauthenticated` });
        const account = { email: 'a@example.com', password: 'password' };
        await post(`${api}/users/create`, {}, JSON.stringify(account));
        const basic = Buffer.from(`${account.email}:${account.password}`).toString('base64');
        const page = await post(`${api}/auth/page-login`, {
          authorization: `Basic ${basic}`,
          'sec-fetch-site': 'same-origin',
          [`x-${NAME}-page`]: '1',
        });
        expect(page.headers.get('set-cookie')).toContain(`__Host-${NAME}=`);
        expect(await (await fetch(app.url)).text()).toContain(`<title>${NAME}</title>`);
        const document = (await (await fetch(`${app.url}/docs-json`)).json()) as Document;
        expect(document.info.title).toBe(`${NAME} monolith`);
      } finally {
        await app.stop();
      }
    },
    LIMIT_MS,
  );

  /** The line of the changelog from which on the old name may stand. */
  async function firstReleasedLine(): Promise<number> {
    const lines = (await readFile(join(copy.folder, 'CHANGELOG.md'), 'utf8')).split('\n');
    const at = lines.findIndex((line) => /^## \[\d/.test(line));
    return at < 0 ? Infinity : at + 1;
  }
});

interface Document {
  info: { title: string };
}

function post(url: string, headers: Record<string, string>, body?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body }),
  });
}
