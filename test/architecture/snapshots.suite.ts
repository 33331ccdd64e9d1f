import { readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Contract } from '#seam';
import { readSnapshot } from '../../scripts/contracts/read-snapshot.js';
import { snapshotOf } from '../../scripts/contracts/snapshot.js';
import { CONTRACTS } from '../support/manifests.js';
import { ROOT } from './project-copy.js';

const FOLDER = join(ROOT, 'contracts');
const UPDATE = process.env['UPDATE_CONTRACTS'];
const fileOf = ({ name }: { name: string }) => `${name}.json`;

/** The file of a contract, as prettier formats it. */
async function textOf(contract: Contract): Promise<string> {
  const options = await resolveConfig(join(FOLDER, fileOf(contract)));
  return format(JSON.stringify(snapshotOf(contract)), { ...options, parser: 'json' });
}

/** @throws Error with one line that says what is wrong with the file, and what to run */
async function assertCurrent(contract: Contract, read: () => Promise<string>): Promise<void> {
  const where = `contracts/${fileOf(contract)}`;
  const text = await read().catch(() => {
    throw new Error(`${where} is missing. npm run contracts writes it.`);
  });
  readSnapshot(text, where);
  if (text !== (await textOf(contract))) {
    throw new Error(`${where} is not what ${contract.name} declares. npm run contracts writes it.`);
  }
}

/** `npm run contracts` writes them. */
describe('the snapshots of contracts', () => {
  if (UPDATE) {
    beforeAll(async () => {
      const names = CONTRACTS.map(fileOf);
      const old = readdirSync(FOLDER).filter((name) => !names.includes(name));
      for (const name of old) await rm(join(FOLDER, name));
      for (const each of CONTRACTS) await writeFile(join(FOLDER, fileOf(each)), await textOf(each));
    });
  }

  it.each(CONTRACTS)('$name is in contracts/ as it is declared', (contract) =>
    assertCurrent(contract, () => readFile(join(FOLDER, fileOf(contract)), 'utf8')),
  );

  it('are those of the contracts that there are', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(CONTRACTS.map(fileOf).sort());
  });

  const contract = CONTRACTS[0]!;
  it.each([
    [
      'missing',
      /is missing[.] npm run contracts/,
      async (): Promise<string> => Promise.reject(new Error('ENOENT')),
    ],
    [
      'edited by hand',
      /edited by hand: .* npm run contracts/,
      async (): Promise<string> =>
        (await textOf(contract)).replace('"path": "/', '"path": "/other/'),
    ],
    [
      'of another format',
      /has the format contract-snapshot 2[.]0; this version reads/,
      async (): Promise<string> =>
        (await textOf(contract)).replace('contract-snapshot 1.', 'contract-snapshot 2.'),
    ],
    ['no snapshot', /is no snapshot[.] npm run contracts/, async (): Promise<string> => '{}'],
    ['no JSON', /is no JSON[.] npm run contracts/, async (): Promise<string> => '<<<<<<< HEAD'],
    [
      'of an earlier declaration',
      /is not what \w+ declares[.] npm run contracts/,
      async (): Promise<string> => JSON.stringify(snapshotOf({ ...contract, errors: {} })),
    ],
  ] as const)('report one that is %s', async (_, message, read) => {
    await expect(assertCurrent(contract, read)).rejects.toThrow(message);
  });
});
