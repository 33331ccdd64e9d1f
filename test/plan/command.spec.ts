import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';

const HEAD = {
  recording: 1,
  service: 'monolith',
  version: '1.0.0',
  node: 'v20.0.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  contexts: { auth: ['/auth/'], todo: ['/items'], mail: ['/mails'] },
};
const about = { kind: 'query', binding: 'in_process', ms: 1, sent: 10, received: 30 };
const call = (name: string, start: number, more = {}) => ({ call: name, ...about, start, ...more });
const requestWith = (...calls: object[]) => ({
  at: 1_000,
  method: 'GET',
  route: '/items/:id',
  status: '2xx',
  ms: 10,
  calls,
});
/** todo asks auth, then mail in a transaction; mail asks auth to answer that. */
const REQUEST = requestWith(
  call('auth.session', 0),
  call('mail.sent', 2, { ms: 4, inTransaction: true }),
  call('auth.user', 3, { from: 'mail' }),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function planted(...lines: (object | string)[]): Promise<string> {
  const file = join(folder, 'calls.jsonl');
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(file, texts.join('\n'));
  return file;
}

function plan(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const main = join(ROOT, 'dist', 'scripts', 'plan', 'main.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

const COST = ['--call-cost', '1ms,3ms', '--latency', '2ms'];
/** The cells of the row of the route, by grouping. */
function rowsIn(text: string): Record<string, string[]> {
  const sections = text.split(/^## /m).slice(1);
  return Object.fromEntries(
    sections.map((section) => [
      section.slice(0, section.indexOf(':')),
      /^\| GET .*$/m
        .exec(section)![0]
        .split('|')
        .map((cell) => cell.trim())
        .slice(2, -1),
    ]),
  );
}

describe('npm run plan', () => {
  it('says what each grouping of three contexts would cost', async () => {
    const { code, stdout } = await plan(await planted(HEAD, REQUEST, '{"at":'), ...COST);
    expect(code).toBe(0);
    // requests, p50, p99, calls, messages, chain, bytes, in transactions, p50 then, p99 then
    const now = ['1', '10.00', '10.00'];
    expect(rowsIn(stdout)).toEqual({
      'auth,mail,todo': now,
      'auth,mail | todo': [...now, '2.00', '2.00', '2', '80', '1', '16.00', '16.00 to 20.00'],
      'mail | auth,todo': [...now, '2.00', '2.00', '2', '80', '1', '16.00', '16.00 to 20.00'],
      'auth | mail,todo': [...now, '2.00', '2.00', '2', '80', '0', '16.00', '16.00 to 20.00'],
      'auth | mail | todo': [...now, '3.00', '3.00', '3', '120', '1', '19.00', '19.00 to 25.00'],
    });
    expect(stdout).toContain('must be moved out of them first: GET /items/:id');
    expect(stdout).toMatch(/Passed over, because they are not whole: .*calls\.jsonl:3\./);
  });

  it('says it of one grouping, if it is asked for', async () => {
    const file = await planted(HEAD, REQUEST);
    const { stdout } = await plan(file, ...COST, '--grouping', 'auth|auth,todo|mail');
    expect(rowsIn(stdout)).toEqual({
      'auth | auth,todo | mail': expect.arrayContaining(['2.00', '16.00']) as string[],
    });
  });

  it('measures what a call costs, if it is not given', async () => {
    const { stdout } = await plan(await planted(HEAD, REQUEST), '--grouping', 'auth|todo|mail');
    const [, usual, slow] =
      /takes ([\d.]+) ms longer than in process, .* ([\d.]+) ms: measured/.exec(stdout)!;
    expect(Number(usual)).toBeGreaterThan(0);
    expect(Number(slow)).toBeGreaterThanOrEqual(Number(usual));
  }, 60_000);

  it.each([
    ['no recording', async () => [await planted('hello')], /is no recording/],
    ['a file that is not there', async () => [join(folder, 'none')], /none cannot be read/],
    ['no request', async () => [await planted(HEAD)], /has no successful request to a context yet/],
    [
      'failures only',
      async () => [await planted(HEAD, { ...requestWith(), status: '4xx' })],
      /has no successful request to a context yet/,
    ],
    [
      'times of a split',
      async () => [await planted(HEAD, requestWith(call('auth.session', 0, { binding: 'http' })))],
      /has calls over HTTP, such as auth\.session/,
    ],
    [
      'an unknown context',
      async () => [await planted(HEAD, REQUEST), '--grouping', 'auth|todo|bills'],
      /names "bills". The contexts of the recording are auth, todo, mail/,
    ],
    [
      'a latency that is no time',
      async () => ['x', '--latency', 'fast'],
      /--latency "fast" must be a time/,
    ],
  ])('refuses %s in one line', async (_what, args, message) => {
    const { code, stdout, stderr } = await plan(...(await args()), '--call-cost', '1ms');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect([code, stdout]).toEqual([1, '']);
  });
});
