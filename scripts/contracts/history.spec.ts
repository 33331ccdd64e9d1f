import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { defineContract, query } from '#seam';
import { currentSnapshots } from './current.js';
import { History } from './history.js';
import { snapshotOf } from './snapshot.js';

const rooms = defineContract('rooms', {
  errors: {},
  calls: { free: query({ input: z.int(), output: z.boolean() }) },
});
const TEXT = JSON.stringify(snapshotOf(rooms));

describe('snapshots in a git repository', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'history-'));
    await git('init', '--quiet');
    await commit('0', 'README.md', 'Rooms.');
    await commit('1', 'contracts/rooms.json', TEXT);
    await commit('edited', 'contracts/rooms.json', TEXT.replace('"query"', '"command"'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const git = (...args: string[]) =>
    promisify(execFile)('git', [
      ...['-C', folder, '-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args],
    ]);
  async function commit(tag: string, file: string, text: string): Promise<void> {
    await mkdir(join(folder, 'contracts'), { recursive: true });
    await writeFile(join(folder, file), text);
    await git('add', '--all');
    await git('commit', '--quiet', '--message', tag);
    await git('tag', tag);
  }

  it('are read at a tag', async () => {
    const history = new History(folder);
    await expect(history.at('1')).resolves.toEqual([snapshotOf(rooms)]);
    await expect(history.lastTag()).resolves.toMatch(/^(?:1|edited)$/);
  });

  it.each([
    ['edited', 'contracts/rooms.json at edited was edited by hand'],
    ['0', '0 has no snapshots in contracts/'],
    ['unknown', 'Not a valid object name unknown'],
    ['--output=x', 'Not a valid object name --output=x'],
  ])('are reported in one line at %s', async (ref, message) => {
    const error: unknown = await new History(folder).at(ref).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'StartError' });
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain('\n');
  });

  it('are reported if they are not what is declared, or missing', async () => {
    const other = defineContract('rooms', { errors: {}, calls: { busy: rooms.free } });
    const place = join(folder, 'contracts/rooms.json');
    await writeFile(place, TEXT);
    await expect(currentSnapshots(folder, [rooms])).resolves.toEqual([snapshotOf(rooms)]);
    await expect(currentSnapshots(folder, [other])).rejects.toThrow('is not what rooms declares');
    await rm(place);
    await expect(currentSnapshots(folder, [rooms])).rejects.toThrow(
      'is missing. npm run contracts',
    );
  });
});
