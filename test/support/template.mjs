// Jest's global setup: tests copy an empty embedded database instead of creating one in three seconds
// each. The last build has one; without a build, one is created here. TEST_MIGRATED is for copies with
// tables, which the first test that needs them makes.
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const BUILD = fileURLToPath(new URL('../../dist', import.meta.url));
const NAME = 'database';

export default async function findTemplate() {
  const folder = await mkdtemp(join(tmpdir(), 'test-template-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.env['TEST_MIGRATED'] = folder;
  process.env['TEST_TEMPLATE'] = join(
    existsSync(join(BUILD, NAME)) ? BUILD : await make(folder),
    NAME,
  );
}

async function make(folder) {
  await (await PGlite.create({ dataDir: join(folder, NAME) })).close();
  return folder;
}
