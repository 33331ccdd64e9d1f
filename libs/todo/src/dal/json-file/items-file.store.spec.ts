import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ItemsFileStore } from './items-file.store.js';

const ITEM = { id: 1, title: 'a', status: 'DONE' };
const CONNECTION = {
  user_id: 1,
  to_do_id: 1,
  role: 'owner',
  created_at: '2026-01-01T00:00:00.000Z',
};
const USER = { user_id: 1, unique_id: 'u', deleted_at: null };

/** A file of version 2 with one item, with `changes` applied. */
function text(changes: object): string {
  return JSON.stringify({
    version: 2,
    next_id: 2,
    items: [ITEM],
    connections: [CONNECTION],
    users: [USER],
    cursor: null,
    ...changes,
  });
}

describe('ItemsFileStore', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'test-'));
    path = join(folder, 'tasks.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const content = async () => JSON.parse(await readFile(path, 'utf8')) as unknown;
  const take = (store: ItemsFileStore) =>
    store.change((file) => {
      file.next_id++;
      return true;
    });

  it('creates the file, and the folders above it, for this user only', async () => {
    path = join(folder, 'a', 'b', 'tasks.json');
    const store = await ItemsFileStore.open(path);
    expect(await content()).toEqual({
      version: 2,
      next_id: 1,
      items: [],
      connections: [],
      users: [],
      cursor: null,
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('has written every change to the disk when it resolves, and leaves no other file', async () => {
    const store = await ItemsFileStore.open(path);
    await Promise.all(Array.from({ length: 20 }, () => take(store)));
    expect(await content()).toMatchObject({ next_id: 21 });
    await store.close();
    expect((await readdir(folder)).sort()).toEqual(['tasks.json', 'tasks.json.lock']);
    const again = await ItemsFileStore.open(path);
    expect(again.read().next_id).toBe(21);
    await again.close();
  });

  it('does not write if nothing changed', async () => {
    const store = await ItemsFileStore.open(path);
    const before = await stat(path);
    expect(await store.change(() => false)).toBe(false);
    expect((await stat(path)).ino).toBe(before.ino);
    await store.close();
  });

  it('changes nothing when it cannot write, answers 503, and recovers', async () => {
    const store = await ItemsFileStore.open(path);
    await rm(path);
    await mkdir(path); // renaming onto a folder fails, for root too
    await expect(take(store)).rejects.toMatchObject({ code: 'store_unavailable', status: 503 });
    expect(store.read().next_id).toBe(1);
    await rm(path, { recursive: true });
    expect(await take(store)).toBe(true);
    expect(await content()).toMatchObject({ next_id: 2 });
    await store.close();
  });

  it('continues after a change that threw', async () => {
    const store = await ItemsFileStore.open(path);
    const broken = store.change(() => {
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(await take(store)).toBe(true);
    await store.close();
  });

  it('is open in one process at a time', async () => {
    const store = await ItemsFileStore.open(path);
    await expect(ItemsFileStore.open(path)).rejects.toThrow(
      `JSON_STORE_PATH: ${path} is open in another process`,
    );
    await store.close();
    await (await ItemsFileStore.open(path)).close();
  });

  it.each([
    ['nothing', ''],
    ['a truncated file', '{"version":1,"next_id":1,"items":[],"conn'],
    ['another version', '{"version":3,"next_id":1,"items":[],"connections":[]}'],
    ['something else', '[]'],
    ['an unknown field', '{"version":1,"next_id":1,"items":[],"connections":[],"more":1}'],
    [
      'an item without a member',
      '{"version":1,"next_id":2,"items":[{"id":1,"title":"a","status":"DONE"}],"connections":[]}',
    ],
    [
      'a membership without an item',
      '{"version":1,"next_id":2,"items":[],"connections":[{"user_id":1,"to_do_id":1,"role":"owner","created_at":"2026-01-01T00:00:00.000Z"}]}',
    ],
    [
      'an id that is not assigned yet',
      '{"version":1,"next_id":1,"items":[{"id":1,"title":"a","status":"DONE"}],"connections":[{"user_id":1,"to_do_id":1,"role":"owner","created_at":"2026-01-01T00:00:00.000Z"}]}',
    ],
    ['an incomplete cursor', text({ cursor: { id: 1 } })],
    ['a user twice', text({ users: [{ ...USER }, { ...USER }] })],
  ])('refuses a file with %s, names it and does not change it', async (_, text) => {
    await writeFile(path, text);
    await expect(ItemsFileStore.open(path)).rejects.toThrow(
      new RegExp(`^JSON_STORE_PATH: ${path} is not an items file .* It was not changed`),
    );
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('reads a file of version 1, and writes it as version 2 with the first change', async () => {
    const [item, connection] = [ITEM, CONNECTION];
    await writeFile(
      path,
      JSON.stringify({ version: 1, next_id: 2, items: [item], connections: [connection] }),
    );
    const store = await ItemsFileStore.open(path);
    await take(store);
    expect(await content()).toEqual({
      version: 2,
      next_id: 3,
      items: [item],
      connections: [connection],
      users: [],
      cursor: null,
    });
    await store.close();
  });

  it.each([
    ['an item without a member', text({ connections: [] })],
    ['an item without an owner', text({ connections: [{ ...CONNECTION, role: 'member' }] })],
    ['two owners', text({ connections: [CONNECTION, { ...CONNECTION, user_id: 2 }] })],
    ['a membership without an item', text({ items: [] })],
  ])('refuses a file with %s, and says how to repair it', async (_, broken) => {
    await writeFile(path, broken);
    await expect(ItemsFileStore.open(path)).rejects.toThrow(/`npm run reconcile` can repair it/);
    const store = await ItemsFileStore.open(path, true);
    await store.close();
  });

  it('recognizes the map of the original system, and says what to do', async () => {
    const text = '{"code:1":{"id":1,"title":"code","status":"PENDING"}}';
    await writeFile(path, text);
    await expect(ItemsFileStore.open(path)).rejects.toThrow(
      /written by the original system, as a map of "title:user_id".*set JSON_STORE_PATH to a new file/,
    );
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it.each(['a folder', 'a path below a file'])('refuses %s', async (what) => {
    if (what === 'a folder') await mkdir(path);
    else await writeFile(path, '');
    const place = what === 'a folder' ? path : join(path, 'tasks.json');
    await expect(ItemsFileStore.open(place)).rejects.toThrow(/^JSON_STORE_PATH: .* cannot be used/);
  });
});
