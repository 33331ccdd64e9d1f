import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicKey } from 'node:crypto';
import { jest } from '@jest/globals';
import { StartError } from '../errors/index.js';
import { generateKey, keyId, publicKeyOf, readPrivateKey, readPublicKey } from './keys.js';
import { openKeys } from './open-keys.js';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'test-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));
afterEach(() => jest.useRealTimers());

const development = () => ({ NODE_ENV: 'development' as const, DATA_DIR: join(folder, 'data') });
const caller = () => openKeys(development(), { signing: ['billing'], known: [] });
const provider = () => openKeys(development(), { signing: [], known: ['billing'] });
const idOf = async (keys: Awaited<ReturnType<typeof caller>>) => keyId(keys.own.get('billing')!);

describe('the keys of contexts in development', () => {
  it('are made once, in files that only the owner can read', async () => {
    const id = await idOf(await caller());
    const keys = join(folder, 'data/keys');
    expect((await readdir(keys)).sort()).toEqual(['billing.key', 'billing.pub']);
    for (const path of [keys, join(keys, 'billing.key')]) {
      expect((await stat(path)).mode & 0o077).toBe(0);
    }
    await expect(idOf(await caller())).resolves.toBe(id);
  });

  it('are the same for twenty processes that start at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async () => idOf(await caller())));
    expect(new Set(ids).size).toBe(1);
    const known = await (await provider()).publicKeys.find(ids[0]!);
    expect(known?.owner).toBe('billing');
    expect((await readdir(join(folder, 'data/keys'))).length).toBe(2);
  });

  it('are found by a process that started before they were made, within a second', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const { publicKeys } = await provider();
    await expect(publicKeys.find('unknown')).resolves.toBeUndefined();
    const id = await idOf(await caller());
    jest.advanceTimersByTime(900);
    await expect(publicKeys.find(id)).resolves.toBeUndefined();
    jest.advanceTimersByTime(100);
    await expect(publicKeys.find(id)).resolves.toMatchObject({ owner: 'billing' });
  });

  it('are published anew if the private one was replaced', async () => {
    await caller();
    const key = generateKey();
    await writeFile(join(folder, 'data/keys/billing.key'), key);
    const id = await idOf(await caller());
    expect(id).toBe(await keyId(readPrivateKey(key)));
    await expect((await provider()).publicKeys.find(id)).resolves.toBeDefined();
  });

  it.each([
    ['nothing, as after a power failure', ''],
    ['another text', 'x'.repeat(64)],
  ])('are refused, and not changed, if the file contains %s', async (_, text) => {
    await caller();
    const path = join(folder, 'data/keys/billing.key');
    await writeFile(path, text);
    await expect(caller()).rejects.toThrow(StartError);
    await expect(caller()).rejects.toThrow(/^DATA_DIR: .*billing[.]key.*remove the file/);
    await expect(readFile(path, 'utf8')).resolves.toBe(text);
  });

  it('are those of the variables, if they are set; then no file is written', async () => {
    const [one, other] = [generateKey(), generateKey()];
    const variables = {
      ...development(),
      BILLING_KEY: readPrivateKey(one),
      BILLING_PUBLIC_KEYS: [one, other].map((key) => readPublicKey(publicKeyOf(key))),
    };
    const keys = await openKeys(variables, { signing: ['billing'], known: ['billing'] });
    for (const key of [one, other]) {
      const known = await keys.publicKeys.find(await keyId(readPrivateKey(key)));
      expect(known?.key.equals(createPublicKey(readPrivateKey(key)))).toBe(true);
    }
    await expect(idOf(keys)).resolves.toBe(await keyId(readPrivateKey(one)));
    await expect(readdir(folder)).resolves.toEqual([]);
  });
});

it('in production no key is read from the folder', async () => {
  const id = await idOf(await caller());
  const { publicKeys } = await openKeys(
    { ...development(), NODE_ENV: 'production' },
    { signing: [], known: ['billing'] },
  );
  await expect(publicKeys.find(id)).resolves.toBeUndefined();
});
