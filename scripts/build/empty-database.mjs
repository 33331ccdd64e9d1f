// Creates an empty embedded database in the given folder. At the first start of an app,
// libs/glue/src/db/embedded/data-directory.ts copies it.
import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const [dataDir] = process.argv.slice(2);
await (await PGlite.create({ dataDir })).close();

// An image is built by root and run by another user, who must be able to read the template. An
// empty database has no secrets; only its owner can read a copy.
await chmod(dataDir, 0o755);
for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
  await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}
process.exit(0);
