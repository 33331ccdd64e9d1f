// Packs, unpacks and reads a data folder of version 0.1. A separate program, because PGlite does not
// work inside jest. The packed one is that of a monolith of version 0.1 in which alice, bob and carol
// had added and shared items, and carol had deleted the account.
//   node folder-of-0.1.mjs pack <data folder>             writes fixtures/data-folder.v8.br
//   node folder-of-0.1.mjs unpack <data folder>
//   node folder-of-0.1.mjs read <data folder> <JSON>      prints the rows of statements as JSON: those of
//                                                         each context and table
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';

const PACKED = new URL('fixtures/data-folder.v8.br', import.meta.url);

/** The catalogs of six databases are almost equal: a window of 1 GB makes 1 MB of 80. */
const COMPRESSION = {
  [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
  [constants.BROTLI_PARAM_LGWIN]: 30,
};
const DECOMPRESSION = { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 };

const CONTEXTS = ['auth', 'todo'];

/** Without the secret and the lock files beside the databases. */
async function pack(dataDir) {
  const entries = [];
  for (const context of CONTEXTS) {
    const found = await readdir(join(dataDir, context), { recursive: true, withFileTypes: true });
    for (const each of found) {
      const path = join(each.parentPath, each.name);
      const bytes = each.isDirectory() ? null : await readFile(path);
      entries.push([path.slice(dataDir.length + 1), bytes]);
    }
  }
  await writeFile(PACKED, brotliCompressSync(serialize(entries), { params: COMPRESSION }));
}

async function unpack(dataDir) {
  const packed = brotliDecompressSync(await readFile(PACKED), { params: DECOMPRESSION });
  for (const context of CONTEXTS) {
    await mkdir(join(dataDir, context), { recursive: true, mode: 0o700 });
  }
  for (const [path, bytes] of deserialize(packed)) {
    const target = join(dataDir, path);
    if (bytes) await writeFile(target, bytes, { mode: 0o600 });
    else await mkdir(target, { mode: 0o700 });
  }
}

async function read(dataDir, statements) {
  const all = {};
  for (const [context, tables] of Object.entries(JSON.parse(statements))) {
    const db = await PGlite.create({ dataDir: join(dataDir, context) });
    for (const [table, sql] of Object.entries(tables)) all[table] = (await db.query(sql)).rows;
    await db.close();
  }
  return all;
}

const [what, dataDir, statements] = process.argv.slice(2);
const result = await { pack, unpack, read }[what](dataDir, statements);
process.stdout.write(JSON.stringify(result ?? null), () => process.exit(0));
