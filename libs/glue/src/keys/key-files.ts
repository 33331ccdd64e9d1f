import { type KeyObject, randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../errors/index.js';
import { readIfThere, readOrCreate } from '../lock/index.js';
import { generateKey, publicKeyOf, readPrivateKey, readPublicKey } from './keys.js';

const fileOf = (dataDir: string, name: string) => join(dataDir, 'keys', name);

/**
 * The private key of a context in development: made once, and shared by the processes with this
 * folder, which find its public key beside it.
 *
 * @throws StartError if the files cannot be used
 */
export async function keyInFolder(dataDir: string, name: string): Promise<KeyObject> {
  const path = fileOf(dataDir, `${name}.key`);
  try {
    const text = await readOrCreate(path, generateKey);
    const key = readPrivateKey(text);
    await publish(fileOf(dataDir, `${name}.pub`), publicKeyOf(text));
    return key;
  } catch (error) {
    throw new StartError(
      `DATA_DIR: the development key ${path} cannot be used: ${(error as Error).message}. Make the ` +
        'folder writable, or remove the file to have another one made.',
    );
  }
}

/** The public key of a context in the folder, if it is there. */
export async function publicKeysInFolder(dataDir: string, name: string): Promise<KeyObject[]> {
  const text = await readIfThere(fileOf(dataDir, `${name}.pub`));
  return text ? [readPublicKey(text)] : [];
}

/** Renamed into place: others read a complete file, also after the private key was replaced. */
async function publish(path: string, text: string): Promise<void> {
  if ((await readIfThere(path)) === text) return;
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}
