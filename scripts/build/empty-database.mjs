// Makes an empty embedded database in the folder that is given. At the first start of an app it is
// copied by libs/glue/src/db/embedded/data-directory.ts.
import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const [dataDir] = process.argv.slice(2);
await (await PGlite.create({ dataDir })).close();

// An image is built by root and run by another user, who has to read what is copied. There is
// nothing secret in an empty database; its copy is for its owner only.
await chmod(dataDir, 0o755);
for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
  await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}
process.exit(0);
