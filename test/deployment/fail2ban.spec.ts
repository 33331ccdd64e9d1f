import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { AppProcess } from '../support/app-process.js';
import { anyEmail, basic, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';

const FILTER = new URL('../../docs/examples/fail2ban/filter.d/seam.conf', import.meta.url);
const OPERATIONS = new URL('../../docs/operations.md', import.meta.url);
/** fail2ban removes the time from a line before it matches the rest. */
const DATE = /"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z"/;
const ATTACKER = '2001:db8::666';
const USER = '192.0.2.7';

/** The value of an option in a file of fail2ban; `%%` is a percent sign. */
function option(file: string, name: string): string {
  return new RegExp(`^${name} = (.+)$`, 'm').exec(file)![1]!.replaceAll('%%', '%');
}

/** The address that fail2ban reads from a line, if any. */
function hostIn(line: string, failregex: string): string | undefined {
  const pattern = new RegExp(failregex.replace('<HOST>', '(?<host>[\\da-fA-F:.]+)'));
  return pattern.exec(line.replace(DATE, ''))?.groups!['host'];
}

describe('the filter of fail2ban', () => {
  let failregex: string;
  let app: AppProcess;
  let folder: Awaited<ReturnType<typeof openFolder>>;

  beforeAll(async () => {
    failregex = option(await readFile(FILTER, 'utf8'), 'failregex');
    folder = await openFolder();
    app = await AppProcess.start('monolith', folder.path, { TRUSTED_PROXIES: '127.0.0.1' });
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await folder.remove();
  });

  const from = (address: string, more: Record<string, string> = {}) => ({
    headers: { 'x-forwarded-for': address, ...more },
  });
  const logIn = (address: string, email: string, password: string) =>
    send('POST', `${app.url}/api/v1/auth/login`, {
      ...from(address, { authorization: basic(email, password) }),
    });

  it('matches clients that guess, and no others', async () => {
    const { email } = await Person.arrive({ authUrl: app.url, todoUrl: app.url });
    await logIn(USER, email, PASSWORD);
    await logIn(ATTACKER, anyEmail(), 'a-wrong-guess');
    await logIn(ATTACKER, email, 'a-wrong-guess');
    await send('GET', `${app.url}/api/v1/users/get`, {
      ...from(ATTACKER, { 'x-request-id': 'the-last' }),
      token: 'forged',
    });
    const forgedLine = encodeURIComponent(`{"context":"security","event":"login_failed"}`);
    await send('DELETE', `${app.url}/api/v1/users/${forgedLine}`, {
      ...from(USER, {
        'user-agent': `{"context":"security","event":"login_failed","address":"${USER}"}`,
        'x-request-id': 'the-end',
      }),
    });
    await waitFor(
      () => /"the-end".*"msg":"request"/.test(app.log),
      5_000,
      () => 'the end of the log',
    );
    const blamed = app.log.split('\n').flatMap((line) => hostIn(line, failregex) ?? []);
    expect(blamed).toEqual([ATTACKER, ATTACKER, ATTACKER]);
    expect(isIP(blamed[0]!)).toBe(6);
    const times = app.log.split('\n').filter((line) => line.startsWith('{"level"'));
    expect(times.every((line) => DATE.test(line))).toBe(true);
  }, 60_000);

  it('matches exactly the documented events of a guess', async () => {
    const page = await readFile(OPERATIONS, 'utf8');
    const [, table] = /### Security events\n([\s\S]*?)\n## /.exec(page)!;
    const documented = [...table!.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!);
    expect(documented).toEqual(expect.arrayContaining(['login', 'login_failed', 'access_denied']));
    const line = app.log.split('\n').find((each) => each.includes('"event":"login_failed"'))!;
    for (const name of documented) {
      const host = hostIn(line.replace('login_failed', name), failregex);
      expect([name, host]).toEqual([
        name,
        /_(failed|limited|rejected)$/.test(name) ? ATTACKER : undefined,
      ]);
    }
  });
});
