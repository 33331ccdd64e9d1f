import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { openMigratedDataSource } from '#glue/db';
import { migrations } from '#migrations/todo';
import { EPOCH } from './epoch.js';

/** A PostgreSQL server has a suite of its own. */
describe('the epoch of versions, with the embedded database', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'epoch-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const open = () =>
    openMigratedDataSource({
      context: 'todo',
      url: undefined,
      urlVariable: 'TO_DO_DB_URL',
      schemaVariable: 'TO_DO_DB_SCHEMA',
      maxConnections: 1,
      dataDir: folder,
      migrations,
    });
  const epochOf = async (source: DataSource) =>
    (await source.query<{ epoch: string }[]>(`SELECT ${EPOCH} AS epoch`))[0]!.epoch;

  it('stays while a process has the folder, and is another one at each start: the folder may be a copy', async () => {
    const epochs: string[] = [];
    for (let start = 0; start < 2; start++) {
      const source = await open();
      epochs.push(await epochOf(source));
      expect(await epochOf(source)).toBe(epochs.at(-1));
      await source.destroy();
    }
    expect(new Set(epochs).size).toBe(2);
  }, 60_000);
});
