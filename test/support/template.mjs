// Jest's global setup: tests copy an empty embedded database instead of creating one in three seconds
// each. The last build has one; without a build, one is created here.
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const BUILD = fileURLToPath(new URL('../../dist', import.meta.url));
const NAME = 'database';

export default async function findTemplate() {
  process.env['TEST_TEMPLATE'] = join(existsSync(join(BUILD, NAME)) ? BUILD : await make(), NAME);
}

async function make() {
  const folder = await mkdtemp(join(tmpdir(), 'test-template-'));
  await (await PGlite.create({ dataDir: join(folder, NAME) })).close();
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
