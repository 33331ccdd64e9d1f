import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLock } from './file-lock.js';

const LIBRARY = createRequire(import.meta.url).resolve('fs-native-extensions');
/** Prints whether it got the lock of the file, and then holds it until it is killed. */
const HOLDER = `
  const fd = require('node:fs').openSync(process.argv[1], 'a+');
  console.log(require(${JSON.stringify(LIBRARY)}).tryLock(fd) ? 'held' : 'refused');
  setInterval(() => {}, 1000);`;

let folder: string;
let path: string;
const children = new Set<ChildProcess>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'test-'));
  path = join(folder, 'thing.lock');
});
afterEach(async () => {
  await Promise.all([...children].map(kill));
  await rm(folder, { recursive: true, force: true });
});

async function startHolder(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['-e', HOLDER, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: line.toString().trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

describe('FileLock', () => {
  it('is held by one at a time within a process', async () => {
    const first = await FileLock.tryAcquire(path);
    expect(first).toBeDefined();
    await expect(FileLock.tryAcquire(path)).resolves.toBeUndefined();
    await expect(FileLock.tryAcquire(path)).resolves.toBeUndefined(); // a refusal releases nothing
    await first!.release();
    const second = await FileLock.tryAcquire(path);
    expect(second).toBeDefined();
    await second!.release();
  });

  it('is given to exactly one of many concurrent callers', async () => {
    const locks = await Promise.all(Array.from({ length: 20 }, () => FileLock.tryAcquire(path)));
    const held = locks.filter((lock) => lock !== undefined);
    expect(held).toHaveLength(1);
    await held[0]!.release();
  });

  it('is refused while another process holds it, and free once that was killed', async () => {
    const { child, said } = await startHolder();
    expect(said).toBe('held');
    await expect(FileLock.tryAcquire(path)).resolves.toBeUndefined();
    await kill(child);
    const lock = await FileLock.tryAcquire(path);
    expect(lock).toBeDefined();
    await lock!.release();
  });

  it('is refused to another process while it is held here, and free afterwards', async () => {
    const lock = await FileLock.tryAcquire(path);
    expect((await startHolder()).said).toBe('refused');
    await lock!.release();
    expect((await startHolder()).said).toBe('held');
  });

  it('locks one file, not its neighbour', async () => {
    const [one, other] = await Promise.all([
      FileLock.tryAcquire(path),
      FileLock.tryAcquire(`${path}2`),
    ]);
    expect([one, other]).not.toContain(undefined);
    await Promise.all([one!.release(), other!.release()]);
  });

  it('keeps its file, readable for its owner only', async () => {
    await (await FileLock.tryAcquire(path))!.release();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('rejects where no file can be made', async () => {
    await expect(FileLock.tryAcquire(join(folder, 'none/thing.lock'))).rejects.toThrow('ENOENT');
  });
});

describe('The note of a FileLock', () => {
  it('is empty at first', async () => {
    const lock = await FileLock.tryAcquire(path);
    await expect(lock!.readNote()).resolves.toBe('');
    await lock!.release();
  });

  it('is replaced, not added to', async () => {
    const lock = await FileLock.tryAcquire(path);
    await lock!.writeNote('a long first note');
    await lock!.writeNote('short');
    await expect(lock!.readNote()).resolves.toBe('short');
    await lock!.writeNote('');
    await expect(lock!.readNote()).resolves.toBe('');
    await lock!.release();
  });

  it('survives the holder', async () => {
    const first = await FileLock.tryAcquire(path);
    await first!.writeNote('/tmp/größer');
    await first!.release();
    const second = await FileLock.tryAcquire(path);
    await expect(second!.readNote()).resolves.toBe('/tmp/größer');
    await second!.release();
  });

  it('survives refused callers', async () => {
    const lock = await FileLock.tryAcquire(path);
    await lock!.writeNote('mine');
    await FileLock.tryAcquire(path);
    await startHolder();
    await expect(readFile(path, 'utf8')).resolves.toBe('mine');
    await lock!.release();
  });
});
