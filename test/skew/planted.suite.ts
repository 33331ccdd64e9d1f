import { WholeCopy } from '../contexts/whole-copy.js';
import { Person } from '../support/person.js';
import { testLength } from '../support/test-length.js';
import { waitFor } from '../support/wait-for.js';
import { deployed, type Steps } from './deployment.js';
import { type First, ORDERS, type Verdict, verdictOf } from './gate.js';
import { assertUsable, Unusable } from './household.js';
import { BREAKS, HEADER, plantBreak, plantNext } from './planted.js';
import { halfWay, mixture, type Versions } from './side-by-side.js';
import { describeSideBySide } from './side-by-side.suite.js';
import { Version } from './version.js';

const LIMIT_MS = 900_000;

/** This version, and planted ones after it. */
export function describePlanted(): void {
  let copy: WholeCopy;
  let base: WholeCopy;
  let old: Version;
  beforeAll(async () => {
    copy = await WholeCopy.make();
    await copy.commitAll();
    base = await WholeCopy.at(copy.folder, 'HEAD');
    await base.build();
    old = new Version('the old version', base);
  }, LIMIT_MS);
  afterAll(() => Promise.all([copy?.dispose(), base?.dispose()]));

  /** The old version with changes, built. */
  async function nextVersion(
    change: () => Promise<void>,
  ): Promise<Versions & { verdict: Verdict }> {
    await copy.git('reset', '--hard', '--quiet');
    await copy.git('clean', '-fdq');
    await change();
    await copy.build();
    const verdict = await verdictOf(copy, 'HEAD');
    return { old, next: new Version('the next version', copy), verdict };
  }

  describe('a compatible next version', () => {
    let versions: Versions & { verdict: Verdict };
    beforeAll(async () => {
      versions = await nextVersion(() => plantNext(copy));
    }, LIMIT_MS);

    it('is accepted by contracts:check in each order', () => {
      expect(versions.verdict.report).toContain('can be deployed in any order, and rolled back');
      expect(versions.verdict.orders).toEqual(ORDERS);
    });

    it(
      'uses what it adds, where both parts have it',
      async () => {
        await expect(oldestAccount([versions.next.programs])).resolves.toMatch(/^20..-/);
        await expect(oldestAccount(halfWay(versions, 'callers'))).resolves.toBe('unknown');
      },
      LIMIT_MS,
    );

    describeSideBySide(() => versions, { isWhole: testLength({ short: false, long: true }) });
  });

  /** What contracts:check says, and what happens if it is deployed anyway. */
  describe.each(Object.entries(BREAKS))('%s', (_, { edits, line }) => {
    let versions: Versions & { verdict: Verdict };
    beforeAll(async () => {
      versions = await nextVersion(() => plantBreak(copy, edits));
    }, LIMIT_MS);

    it(
      'is refused by contracts:check in the orders that break in fact, and in no other',
      async () => {
        const broken: Partial<Record<First, string>> = {};
        for (const first of ORDERS) {
          const failure = await tryOut(versions, first, line);
          if (failure !== undefined) broken[first] = failure;
        }
        const accepted = ORDERS.filter((first) => !(first in broken));
        expect({ accepted, broken }).toEqual({ accepted: versions.verdict.orders, broken });
        expect(versions.verdict.report).toMatch(/^ {4}breaks (?:old|new) callers/m);
      },
      LIMIT_MS,
    );
  });
}

/** The header that todo of the next version sends. */
async function oldestAccount(steps: Steps): Promise<string | null> {
  const system = await deployed(steps).start();
  try {
    const person = await Person.arrive(system);
    const { headers } = await person.usersOf(await person.createItem('code'));
    return headers.get(HEADER);
  } finally {
    await system.dispose();
  }
}

/**
 * How people fail in a mixture; `undefined` if they do not.
 *
 * @param line that the log of todo has
 */
async function tryOut(
  versions: Versions,
  first: First,
  line?: RegExp,
): Promise<string | undefined> {
  const system = await deployed([mixture(versions, first)]).start();
  try {
    if (line)
      await waitFor(
        () => line.test(system.todoLog()),
        10_000,
        () => `${line} in the log`,
      );
    await assertUsable(system);
    return undefined;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return error.message;
  } finally {
    await system.dispose();
  }
}
