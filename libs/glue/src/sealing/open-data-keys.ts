import { join } from 'node:path';
import type { ServerConfig } from '../config/index.js';
import { StartError } from '../errors/index.js';
import { readOrCreate } from '../lock/index.js';
import { generateDataKey, readDataKey } from './data-key.js';
import type { DataKeyConfig } from './data-key.config.js';
import type { DataKeys } from './sealer.js';

const FILE_NAME = 'data-key';

type Config = DataKeyConfig & Pick<ServerConfig, 'DATA_DIR'>;

/**
 * The data keys of a process, from the variables of `dataKeyVariables(…)`. In development the current
 * one is generated once in `DATA_DIR` (mode 0600), so that all processes of a checkout share it.
 *
 * @throws StartError if the file cannot be used
 */
export async function openDataKeys(config: Config): Promise<DataKeys> {
  const current = config.DATA_KEY ?? (await keyInFolder(config.DATA_DIR));
  return config.DATA_KEY_PREVIOUS ? [current, config.DATA_KEY_PREVIOUS] : [current];
}

async function keyInFolder(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, FILE_NAME);
  try {
    return readDataKey(await readOrCreate(path, generateDataKey));
  } catch (error) {
    throw new StartError(
      `DATA_DIR: the development key ${path} cannot be used: ${(error as Error).message}. Make the ` +
        'folder writable, set DATA_DIR to another one, or set DATA_KEY. If the file is damaged, remove ' +
        'it to have another key generated: what was sealed with the old one is lost.',
    );
  }
}
