import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '#glue/errors';
import { History } from '../../scripts/contracts/history.js';
import { ROOT } from '../architecture/project-copy.js';
import { Tree } from '../contexts/tree.js';
import { WholeCopy } from '../contexts/whole-copy.js';
import { type Verdict, verdictOf } from './gate.js';
import { describeSideBySide, print } from './side-by-side.suite.js';
import type { Versions } from './side-by-side.js';
import { Version } from './version.js';

const LIMIT_MS = 900_000;
/** What runs the suite of a version against the programs of others. */
const RUNNER = 'test/skew/product.mixture-spec.ts';

/** The last tag that has contracts; prints a line if there is none. */
export async function lastRelease(): Promise<string | undefined> {
  try {
    const tag = await new History(ROOT).lastTag();
    if (!tag) print('No tag has snapshots in contracts/: only planted versions run.');
    return tag;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    print(`${error.message}: only planted versions run.`);
    return undefined;
  }
}

/** A version that git knows, beside this one. */
export function describeRelease(ref: string): void {
  describe(`${ref}, and this version after it`, () => {
    let copy: WholeCopy;
    let versions: Versions & { verdict: Verdict };
    beforeAll(async () => {
      copy = await WholeCopy.at(ROOT, ref);
      await access(join(copy.folder, RUNNER)).catch(() => {
        throw new Error(`${ref} has no ${RUNNER}: its suite cannot run. Name a later version.`);
      });
      await copy.build();
      const here = new Tree(ROOT);
      const next = new Version('this version', here);
      versions = { old: new Version(ref, copy), next, verdict: await verdictOf(here, ref) };
    }, LIMIT_MS);
    afterAll(() => copy?.dispose());

    describeSideBySide(() => versions, { isWhole: true });
  });
}
