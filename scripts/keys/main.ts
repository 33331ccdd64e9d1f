// Makes the keys of contexts (docs/operations.md, "Keys of contexts"):
//   npm run keys                         new keys of all contexts
//   npm run keys -- todo                 a new key of one context
//   npm run keys -- --rotate todo        how to replace its key, with a new one
//   npm run keys -- --write <folder>     writes a file per context instead of printing the keys
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contexts } from '#contexts';
import { StartError } from '#glue/errors';
import { newKeys, type Place, rotation, toText } from './plan.js';

const ALL = Object.keys(contexts);
const USAGE = `usage: npm run keys [-- [--write <folder>] ${ALL.join(' ')}], or npm run keys -- --rotate ${ALL.join('|')}`;
const WHERE =
  '# A process that hosts several contexts takes the lines of each; one that hosts all contexts needs\n' +
  '# none. Keep each …_KEY as secret as a password.';

async function main(): Promise<string> {
  const { values, positionals } = read();
  const names = values.rotate === undefined ? positionals : [values.rotate, ...positionals];
  const unknown = names.find((name) => !ALL.includes(name));
  if (unknown !== undefined) throw new StartError(`there is no context ${unknown}. ${USAGE}`);
  if (values.rotate !== undefined && (positionals.length > 0 || values.write !== undefined)) {
    throw new StartError(`one key is replaced at a time, and printed. ${USAGE}`);
  }
  if (values.rotate !== undefined) return `# Nothing was written.\n${rotation(values.rotate)}`;
  const places = newKeys(ALL, names.length > 0 ? names : ALL);
  if (values.write !== undefined) return write(places, values.write);
  return `# New keys. Nothing was written, and they are not printed again.\n${WHERE}\n\n${toText(places)}`;
}

function read() {
  const options = { rotate: { type: 'string' }, write: { type: 'string' } } as const;
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** Never replaces a file: its key may be in use. */
async function write(places: readonly Place[], folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const paths: string[] = [];
  for (const place of places) {
    const path = join(folder, `${place.context}.env`);
    try {
      await writeFile(path, `${toText([place])}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      throw new StartError(`${path} cannot be written: ${(error as Error).message}`);
    }
    paths.push(path);
  }
  return `# Wrote ${paths.join(', ')}.\n${WHERE}`;
}

try {
  console.log(await main());
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
