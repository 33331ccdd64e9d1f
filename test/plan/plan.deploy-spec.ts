import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { waitFor } from '../support/wait-for.js';

const SEED = 11;
const LIMIT_MS = 480_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** `npm run plan`, with its temporary files in `folder`. */
function plan(...args: string[]) {
  const main = join(ROOT, 'dist', 'scripts', 'plan', 'main.js');
  const child = spawn(process.execPath, [main, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output };
}

/** The rows of each table of a section, by route. */
function tablesOf(section: string) {
  return section
    .split(/^\| route .*$/m)
    .slice(1)
    .map(
      (table) =>
        new Map(
          [...table.matchAll(/^\| ([A-Z]+ \/\S+) +\|(.*)\|$/gm)].map(([, route, cells]) => [
            route!,
            cells!.split('|').map((cell) => cell.trim()),
          ]),
        ),
    );
}

it(
  'compares what it predicts with what really happens, in one process and in two',
  async () => {
    const keep = join(folder, 'calls.jsonl');
    const traffic = ['--seconds', '6', '--seed', `${SEED}`, '--people', '12'];
    const groupings = ['auth,mail,todo', 'auth,mail|todo'].flatMap((each) => ['--grouping', each]);
    const args = [...traffic, ...groupings, '--compare', '--keep', keep];
    const { child, output } = plan(...args, '--latency', '0ms,20ms');
    await once(child, 'close');
    const text = output();
    expect([child.exitCode, text]).toEqual([0, expect.stringContaining(`--seed ${SEED}`)]);
    const [, one, near, far] = text.split(/^## .*$/m);
    expect(text.match(/^## .*$/gm)).toEqual([
      '## auth,mail,todo: one process',
      '## auth,mail | todo: 0 ms apart',
      '## auth,mail | todo: 20 ms apart',
    ]);
    expect(tablesOf(one!)).toHaveLength(2);
    const [[forecast], [apart, real]] = [tablesOf(near!), tablesOf(far!)];
    const members = 'GET /api/v1/items/:id/users';
    // requests, p50, p99, calls, messages, chain, bytes, in transactions, p50 then, p99 then
    const [, now, , calls, , chain, bytes, inTransactions, then] = forecast!.get(members)!;
    expect(Number(calls)).toBeGreaterThanOrEqual(1);
    expect(Number(chain)).toBe(2);
    expect(Number(bytes)).toBeGreaterThan(50);
    expect(inTransactions).toBe('0');
    expect(Number(then)).toBeGreaterThan(Number(now));
    expect(forecast!.get('POST /api/v1/auth/refresh')?.at(-1) ?? '-').toBe('-');
    // 20 ms more for each call of the chain, in the forecast and in reality.
    expect(Number(apart!.get(members)![8])).toBeGreaterThan(Number(now) + 20);
    // requests, crosses, p50 in one process, predicted, measured, …
    expect(Number(real!.get(members)![4])).toBeGreaterThan(20);
    expect((await readFile(keep, 'utf8')).startsWith('{"recording":1,')).toBe(true);
    expect((await readdir(folder)).filter((name) => name.startsWith('plan-'))).toEqual([]);
  },
  LIMIT_MS,
);

it('stops its processes and removes its files when it is interrupted', async () => {
  const { child, output } = plan('--seconds', '60', '--call-cost', '1ms');
  const recording = async () =>
    (await readdir(folder, { recursive: true })).find((name) => name.endsWith('calls-0.jsonl'));
  await waitFor(async () => (await recording()) !== undefined, 60_000, output);
  expect((await processesIn(folder)).length).toBeGreaterThan(0);
  child.kill('SIGINT');
  await once(child, 'close');
  await waitFor(
    async () => (await processesIn(folder)).length === 0,
    20_000,
    () => 'its processes',
  );
  expect((await readdir(folder)).filter((name) => name.startsWith('plan-'))).toEqual([]);
}, 90_000);

/** The processes that work in a folder, or in one that was in it. */
async function processesIn(path: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => '')));
  return folders.filter((each) => each.startsWith(path));
}
