import { randomUUID } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppProcess } from '../support/app-process.js';
import { anyEmail, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { PRODUCTION_KEYS } from '../support/production-keys.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import { sendRaw } from '../support/raw-http.js';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';

const LIMIT_MS = 60_000;
const PAGE = '/dev/mail';
const PRODUCTION = {
  ...PRODUCTION_KEYS,
  ...PRODUCTION_MAIL,
  ...{ NODE_ENV: 'production', TRUSTED_PROXIES: 'none' },
  JWT_SECRET: 'kF3vQ9xT1mZ7bN5cR8wY2hJ6pL4sD0aG',
};

interface KeptMail {
  id: string;
  to: string;
  html: string;
}

describe('the mails of development', () => {
  let folder: Folder;
  let app: AppProcess;
  let mail: KeptMail;
  beforeAll(async () => {
    folder = await openFolder();
    app = await AppProcess.start('monolith', folder.path, {});
    const mails = async () => (await send<KeptMail[]>('GET', app.url + PAGE)).body;
    await waitFor(
      async () => {
        const json = { email: anyEmail(), password: PASSWORD };
        await send('POST', `${app.url}/api/v1/users/create`, { json });
        return (await mails()).length > 0;
      },
      LIMIT_MS,
      () => 'a mail',
    );
    mail = (await mails())[0]!;
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await folder.remove();
  });

  it('are files that only their user can read', async () => {
    const place = join(folder.dataDir, 'mails');
    expect((await stat(place)).mode & 0o777).toBe(0o700);
    expect(await readdir(place)).toContain(`${mail.id}.json`);
    const file = join(place, `${mail.id}.json`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(mail);
  });

  it('are a page to browsers, whose policy allows no script', async () => {
    const page = await send('GET', app.url + PAGE, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toContain('script-src');
    expect(page.text).toContain(
      `<iframe sandbox loading="lazy" title="HTML" src="${PAGE}/${mail.id}">`,
    );
  });

  it('are shown in a sandbox', async () => {
    const shown = await send('GET', `${app.url}${PAGE}/${mail.id}`);
    expect(shown.text).toBe(mail.html);
    expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  });

  it.each([randomUUID(), '..%2f..%2fjwt-secret', 'x'])(
    'are found by their id only: %s',
    async (id) => {
      const unknown = await send('GET', `${app.url}${PAGE}/${id}`);
      expect(unknown).toMatchObject({ status: 404, body: { code: 'mail_not_found' } });
    },
  );

  it.each(['Host: evil.example', 'Host: 192.0.2.7', 'Host: localhost.evil.example:80'])(
    'are for no other name of this machine: %s',
    async (host) => {
      expect(await statusOf(host)).toBe(404);
    },
  );

  it.each([
    ...['X-Forwarded-For: 192.0.2.7', 'X-Forwarded-Host: a', 'X-Forwarded: a', 'Forwarded: for=a'],
    ...['Via: 1.1 a', 'CDN-Loop: a', 'X-Real-IP: 192.0.2.7', 'X-Client-IP: 192.0.2.7'],
    ...['CF-Connecting-IP: 192.0.2.7', 'True-Client-IP: 192.0.2.7', 'X-Original-Host: a'],
  ])('are not shown behind a proxy: %s', async (header) => {
    expect(await statusOf('Host: localhost', header)).toBe(404);
  });

  it('are for this machine', async () => {
    for (const host of ['localhost', 'localhost:8001', '127.0.0.1:80', '[::1]:80']) {
      expect(await statusOf(`Host: ${host}`)).toBe(200);
    }
  });

  async function statusOf(...headers: string[]): Promise<number> {
    const lines = [`GET ${PAGE} HTTP/1.1`, ...headers, 'Connection: close', '', ''];
    const answer = await sendRaw(app.url, lines.join('\r\n'));
    return Number(/^HTTP\/1.1 (\d+)/.exec(answer)![1]);
  }
});

it.each<[string, NodeJS.ProcessEnv]>([
  ['with a mail server', PRODUCTION_MAIL],
  ['in production', PRODUCTION],
  ['at an address that others reach', { HOST: '0.0.0.0' }],
])('there is no such page %s', async (_when, env) => {
  const folder = await openFolder();
  const app = await AppProcess.start('monolith', folder.path, env);
  try {
    const url = app.url.replace('0.0.0.0', '127.0.0.1');
    const answer = await send('GET', url + PAGE, { headers: { accept: 'application/json' } });
    expect(answer.text).not.toContain('[');
    expect(answer.headers.get('content-security-policy')).not.toContain("frame-src 'self'");
  } finally {
    await app.stop();
    await folder.remove();
  }
});
