import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { type Folder, openFolder } from '../topologies/folder.js';
import { FreshFolder, pack } from './fresh-folder.js';

const LIMIT_MS = 300_000;
const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts'];
const ACCOUNT = { email: 'ada@example.com', password: 'a passphrase of Ada' };
/** The types of browsers, which Node has too: none of Node, and those of the package are checked. */
const TSCONFIG = {
  compilerOptions: {
    ...{ target: 'es2022', module: 'nodenext', lib: ['es2023', 'dom'], types: [] },
    ...{ rootDir: 'src', outDir: 'dist', strict: true, exactOptionalPropertyTypes: true },
  },
  include: ['src'],
};
/** What must not compile. */
const WRONG = `
import { client } from './client.js';

// @ts-expect-error: no such route
export const route = () => client.call('GET', '/api/v2/item');
// @ts-expect-error: the path has no such method
export const method = () => client.call('DELETE', '/api/v2/items');
// @ts-expect-error: the body is missing
export const body = () => client.call('POST', '/api/v2/items');
// @ts-expect-error: the title is text
export const title = () => client.call('POST', '/api/v2/items', { body: { title: 1 } });
// @ts-expect-error: the condition is missing
export const condition = () => client.call('PATCH', '/api/v2/items/{id}', { path: { id: 1 }, body: {} });
// @ts-expect-error: no such field
export const field = async () => (await client.call('GET', '/api/v2/account')).mail;
// @ts-expect-error: no list in pages
export const pages = () => client.pages('/api/v2/account', {});
const ben = { path: { id: 1 }, body: { email: 'ben@example.com' } };
// @ts-expect-error: it may be the members instead
export const token = async () => (await client.call('POST', '/api/v1/items/{id}/users', ben)).token;
`;

/** Replaces its token before each call, but once a second at most: the server refuses more. */
const REFRESHING = `
import { createClient } from '@seam/client';

const baseUrl = 'https://todo.example.com';
const body = { email: 'ada@example.com', password: 'a passphrase of Ada' };
const login = await createClient({ baseUrl }).call('POST', '/api/v2/account/sessions', { body });
const tokens = [login.token!];
const onToken = (token: string) => void tokens.push(token);
const of = (token: string, refreshAfterMs: number) =>
  createClient({ baseUrl, session: { token, onToken, refreshAfterMs } });
const emails = async (token: string, refreshAfterMs = -1) => {
  const client = of(token, refreshAfterMs);
  const calls = [1, 2, 3].map(() => client.call('GET', '/api/v2/account'));
  return (await Promise.all(calls)).map(({ email }) => email);
};
console.log(...(await emails(tokens[0]!)), tokens.length);
console.log(...(await emails(tokens[1]!)), tokens.length);
// Replaced a moment ago: it is refused, and still leads to its successor.
console.log(...(await emails(tokens[1]!, 600_000)), tokens.length, tokens[3] === tokens[2]);
for await (const { name } of of(tokens[2]!, 600_000).events()) {
  console.log(name);
  break;
}
`;

describe('the client, in a program outside of the project', () => {
  let app: AppProcess;
  let data: Folder;
  let program: FreshFolder;

  beforeAll(async () => {
    data = await openFolder();
    app = await AppProcess.start('monolith', data.path, {});
    const token = await accessToken(app.url);
    program = await FreshFolder.make();
    const tarball = (await pack(join(program.path, 'packages'))).get('client')!;
    await program.npm('install', ...QUIET, tarball, 'typescript@6');
    await program.write({
      ...(await examples(app.url, token)),
      'src/wrong.ts': WRONG,
      'src/refreshing.ts': filled(REFRESHING, app.url),
      'tsconfig.json': JSON.stringify(TSCONFIG),
    });
  }, LIMIT_MS);
  afterAll(async () => {
    await program?.remove();
    await app?.stop();
    await data?.remove();
  });

  it('installs nothing else', async () => {
    const tree = await program.run('npm', ['ls', '--all', '--parseable']);
    const names = tree.trim().split('\n').slice(1);
    expect(names.map((path) => path.split('node_modules/')[1]).sort()).toEqual([
      '@seam/client',
      'typescript',
    ]);
  });

  it('compiles with its examples, and refuses calls that the API has not', () =>
    expect(program.run('npx', ['tsc'])).resolves.toBe(''));

  it.each([
    ['items', /^call Ada 2026-12-31\nIt is gone[.]\n$/],
    ['live', /^1 to do\n$/],
    ['session', /^ada@example[.]com\n$/],
    ['refreshing', /^(ada\S+) \1 \1 2\n\1 \1 \1 3\n\1 \1 \1 4 true\nlist\n$/],
    // Last, since it makes an item.
    ['sharing', /^ben@example[.]com is invited: http\S+\/invitation#token=[\w-]{43}\n$/],
  ])('runs the program %s', async (name, output) => {
    expect(await program.run('node', [`dist/${name}.js`])).toMatch(output);
  });
});

/** The examples of the guide, by their paths, with an address and a token that exist. */
async function examples(url: string, token: string): Promise<Record<string, string>> {
  const text = await readFile(join(ROOT, 'docs/client.md'), 'utf8');
  const blocks = [...text.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)];
  return Object.fromEntries(
    blocks.map(([, path, code]) => [`src/${path!}`, filled(code!, url, token)]),
  );
}

function filled(code: string, url: string, token = ''): string {
  return code.replace('https://todo.example.com', url).replace('<access token>', token);
}

/** Registers a user. @returns an access token for their items */
async function accessToken(url: string): Promise<string> {
  await send('POST', `${url}/api/v1/users/create`, { json: ACCOUNT });
  const login = await send<{ token: string }>('POST', `${url}/api/v2/account/sessions`, {
    json: ACCOUNT,
  });
  const made = await send<{ token: string }>('POST', `${url}/api/v2/account/tokens`, {
    token: login.body.token,
    json: { name: 'examples', scopes: ['items:read', 'items:write'] },
  });
  return made.body.token;
}
