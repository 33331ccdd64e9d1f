import { AsyncLocalStorage } from 'node:async_hooks';
import { LineFile, type Target } from './line-file.js';

const LIMITS = { max: 100, maxWaiting: 60 };

/** A disk with room for some bytes, which takes at most `step` of them at a time. */
class SmallDisk implements Target {
  text = '';
  isClosed = false;

  constructor(
    private readonly room: number,
    private readonly step = 1_000,
    private readonly canShorten = true,
  ) {}

  write = (async (buffer: Buffer, offset: number, length: number) => {
    const free = this.room - this.text.length;
    if (free <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const bytesWritten = Math.min(length, free, this.step);
    this.text += buffer.toString('utf8', offset, offset + bytesWritten);
    return { bytesWritten, buffer };
  }) as Target['write'];

  async truncate(size?: number): Promise<void> {
    if (!this.canShorten) throw new Error('EINVAL');
    this.text = this.text.slice(0, size);
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

function open(disk: SmallDisk) {
  const ends: string[] = [];
  const onEnd = (why: unknown) => ends.push(why instanceof Error ? why.message : String(why));
  return { file: new LineFile(disk, 0, LIMITS, onEnd), ends };
}

describe('a file of lines', () => {
  it('has all lines when it is closed, whatever the disk takes at a time', async () => {
    const disk = new SmallDisk(1_000, 3);
    const { file, ends } = open(disk);
    file.add('a line');
    file.add('another');
    await file.close();
    expect(disk).toMatchObject({ text: 'a line\nanother\n', isClosed: true });
    expect(ends).toEqual([]);
  });

  it.each([
    [10, 'a line\n'],
    [14, 'a line\n'],
    [15, 'a line\nanother\n'],
    [5, ''],
  ])('has whole lines only on a disk with %i bytes', async (room, expected) => {
    const disk = new SmallDisk(room, 4);
    const { file, ends } = open(disk);
    ['a line', 'another', 'third'].forEach((line) => file.add(line));
    await file.close();
    expect(disk.text).toBe(expected);
    expect(ends).toEqual(['no space left on device']);
    file.add('later');
    expect(ends).toHaveLength(1);
  });

  it('ends once, also if it cannot be shortened', async () => {
    const disk = new SmallDisk(10, 100, false);
    const { file, ends } = open(disk);
    ['a line', 'another'].forEach((line) => file.add(line));
    await file.close();
    expect(disk.text).toBe('a line\nano');
    expect(ends).toHaveLength(1);
  });

  it('ends at its largest size, with all lines before', async () => {
    const disk = new SmallDisk(1_000);
    const file = new LineFile(disk, 90, LIMITS, (why) => ends.push(String(why)));
    const ends: string[] = [];
    ['12345', '123456', 'x'].forEach((line) => file.add(line));
    await file.close();
    expect(disk.text).toBe('12345\n');
    expect(ends).toEqual(['full']);
  });

  it('ends rather than keep more and more lines for a slow disk', async () => {
    const disk = new SmallDisk(1_000);
    const { file, ends } = open(disk);
    ['x'.repeat(40), 'y'.repeat(40)].forEach((line) => file.add(line));
    await file.close();
    expect(disk.text).toBe(`${'x'.repeat(40)}\n`);
    expect(ends).toEqual(['slow']);
  });

  it('ends outside of the request whose line it could not write', async () => {
    const requests = new AsyncLocalStorage<string>();
    let found: string | undefined = 'none yet';
    const file = new LineFile(new SmallDisk(0), 0, LIMITS, () => (found = requests.getStore()));
    requests.run('a request', () => file.add('a line'));
    await requests.run('another', () => file.close());
    expect(found).toBeUndefined();
  });
});
