import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../architecture/project-copy.js';
import { starvedMs } from '../support/starved.js';
import { waitFor } from '../support/wait-for.js';

const LAUNCHER = join(ROOT, 'bin/seam');
/** Some 50 MB for each embedded database. */
const IDLE_MB = 360;
const PEAK_MB = 450;
/** A start, of three databases, takes at most so many times as long as opening one of them. */
const READY_TIMES = 4;
/** Opens a database that is not in use, in a process with nothing else. */
const OPEN = `
  const { PGlite } = await import('@electric-sql/pglite');
  await PGlite.create({ dataDir: process.argv[1] });
  process.exit(0);
`;
/** Long enough for garbage of the start to be collected. */
const SETTLE_MS = 3_000;
const LIMIT_MS = 60_000;
const LATER_STARTS = 3;

/**
 * The default of a new installation: one process with three embedded databases, started like `npm
 * start`.
 */
describe('the monolith on embedded databases', () => {
  let folder: string;
  let child: ChildProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'test-'));
  });
  afterEach(async () => {
    if (child.exitCode !== null) return;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start = async () => {
    const startedAt = performance.now();
    const env = { PATH: process.env['PATH'], PORT: '0', DATA_DIR: join(folder, 'data') };
    child = spawn(LAUNCHER, ['monolith'], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    child.stdout!.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await waitFor(
      () => log.includes('"msg":"ready:') || child.exitCode !== null,
      LIMIT_MS,
      () => `the monolith to start:\n${log}`,
    );
    return performance.now() - startedAt - starvedMs(child.pid!);
  };

  it(
    `uses at most ${PEAK_MB} MB at its first start, and ${IDLE_MB} when it is idle`,
    async () => {
      expect(existsSync(join(folder, 'data'))).toBe(false);
      await start();
      await delay(SETTLE_MS);
      const [peak, idle] = [memoryMb(child.pid!, 'VmHWM'), memoryMb(child.pid!, 'VmRSS')];
      // A child process would count too: there is none, and there was none.
      expect(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')).toBe('');
      console.log(`first start: at most ${peak} MB, then ${idle} MB`);
      expect(peak).toBeLessThanOrEqual(PEAK_MB);
      expect(idle).toBeLessThanOrEqual(IDLE_MB);
    },
    LIMIT_MS * 2,
  );

  const open = () => {
    const startedAt = performance.now();
    const database = join(folder, 'data/auth');
    execFileSync(process.execPath, ['--input-type=module', '-e', OPEN, database], { cwd: ROOT });
    return performance.now() - startedAt;
  };

  it(
    `is soon ready at later starts, and uses at most ${IDLE_MB} MB`,
    async () => {
      const [times, sizes, opened]: [number[], number[], number[]] = [[], [], []];
      for (let i = 0; i < LATER_STARTS; i++) {
        times.push(Math.round(await start()));
        await delay(SETTLE_MS);
        sizes.push(memoryMb(child.pid!, 'VmRSS'));
        child.kill('SIGTERM');
        await once(child, 'close');
        opened.push(Math.round(open()));
      }
      console.log(
        `later starts: ready after ${times.join(', ')} ms; ${sizes.join(', ')} MB; ` +
          `one database alone: ${opened.join(', ')} ms`,
      );
      expect(Math.min(...times)).toBeLessThanOrEqual(READY_TIMES * Math.min(...opened));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(IDLE_MB);
    },
    LIMIT_MS * 4,
  );
});

function memoryMb(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)![1]) / 1024);
}
