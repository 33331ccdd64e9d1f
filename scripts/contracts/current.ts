import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contexts } from '#contexts';
import { kernelsOf, loadContexts } from '#glue/context';
import { StartError } from '#glue/errors';
import type { Contract } from '#seam';
import { readSnapshot } from './read-snapshot.js';
import { type Snapshot, snapshotOf } from './snapshot.js';

/** The contracts of the project: `<name>Contract` of `#<name>-kernel`. */
export async function declaredContracts(): Promise<Contract[]> {
  const all = await loadContexts(contexts);
  return Promise.all(
    kernelsOf(all).map(async ({ context }) => {
      const kernel = (await import(`#${context}-kernel`)) as Record<string, Contract>;
      return kernel[`${camelCase(context)}Contract`]!;
    }),
  );
}

/** `orderHistory` of `order-history`. */
function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * The snapshots in a folder.
 *
 * @throws StartError if one is missing, cannot be read, or is not what its contract declares
 */
export async function currentSnapshots(
  folder: string,
  contracts: readonly Contract[],
): Promise<Snapshot[]> {
  return Promise.all(
    contracts.map(async (contract) => {
      const where = `contracts/${contract.name}.json`;
      const text = await readFile(join(folder, where), 'utf8').catch(() => {
        throw new StartError(`${where} is missing. npm run contracts writes it.`);
      });
      const snapshot = readSnapshot(text, where);
      if (snapshot.digest === snapshotOf(contract).digest) return snapshot;
      throw new StartError(
        `${where} is not what ${contract.name} declares. npm run contracts writes it.`,
      );
    }),
  );
}
