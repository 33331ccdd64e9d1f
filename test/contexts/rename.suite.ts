import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { AppProcess } from '../support/app-process.js';
import type { WholeCopy } from './whole-copy.js';

const LIMIT_MS = 600_000;
/** The new name. */
const NAME = 'renamed-copy';
/** What keeps the old name: history, the holder of the license. */
const KEPT = /^(?:docs\/decisions\/|test\/architecture\/decisions\.json|LICENSE)/;
/** Unit tests. */
const UNITS = ['apps', 'bench', 'libs', 'scripts'].map((folder) => `${folder}/**/*.spec.ts`);

/** `npm run rename`, in a copy without changes: afterwards it has the new name, in a commit. */
export function describeRename(get: () => WholeCopy): void {
  const git = (...args: string[]) => get().git(...args);
  const rename = (...args: string[]) => get().node('scripts/rename.mjs', ...args);

  let oldName: string;
  beforeAll(async () => {
    ({ name: oldName } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      name: string;
    });
  });

  it('is refused if the name is invalid, or changes are not committed', async () => {
    await expect(rename('My_App')).rejects.toThrow('"My_App" cannot be the name: use lower-case');
    await expect(rename()).rejects.toThrow('Usage: npm run rename -- <name>');
    await expect(rename(oldName)).rejects.toThrow(`The name is ${oldName} already.`);
    await get().edit('LICENSE', (text) => `${text}\n`);
    await expect(rename(NAME)).rejects.toThrow('There are uncommitted changes.');
    await git('checkout', '--quiet', 'LICENSE');
  });

  it(
    'has the new name everywhere but in its history',
    async () => {
      const output = await get().npm('rename', NAME);
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
      await git('commit', '--quiet', '--message', 'renamed');
    },
    LIMIT_MS,
  );

  /** The line of the changelog from which on the old name may stand. */
  async function firstReleasedLine(): Promise<number> {
    const lines = (await readFile(join(get().folder, 'CHANGELOG.md'), 'utf8')).split('\n');
    const at = lines.findIndex((line) => /^## \[\d/.test(line));
    return at < 0 ? Infinity : at + 1;
  }
}

/** The renamed project, when it is built. */
export function describeRenamed(get: () => WholeCopy): void {
  it(
    'passes the unit tests in which the name is',
    async () => {
      const globs = UNITS.map((glob) => `:(glob)${glob}`);
      const specs = await get().git('grep', '-Il', '--cached', NAME, '--', ...globs);
      expect(specs).toContain('page-cookie.spec.ts');
      // Those of the generator add the same contexts themselves.
      const paths = specs.trim().split('\n');
      await get().jest(...paths.filter((path) => !path.startsWith('scripts/new-context')));
    },
    LIMIT_MS,
  );

  it(
    'answers under its new name',
    async () => {
      const app = await AppProcess.start(get().app('monolith'), get().folder, {});
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
}

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
