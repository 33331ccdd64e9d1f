// Jest's global setup: creates one empty embedded database, which tests copy instead of creating
// one in three seconds each; about thirty tests need one. test/start creates its own.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

export default async function makeTemplate() {
  const folder = await mkdtemp(join(tmpdir(), 'test-template-'));
  const database = await PGlite.create({ dataDir: join(folder, 'database') });
  await database.close();
  process.env['TEST_TEMPLATE'] = folder;
}
