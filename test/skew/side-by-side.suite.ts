import type { Verdict } from './gate.js';
import { failuresIn, halfWay, rolledBack, type Versions } from './side-by-side.js';
import type { Outcome } from './version.js';

const LIMIT_MS = 900_000;

/**
 * Both versions beside each other, in the orders that `contracts:check` accepts: the suites of both
 * versions pass, and that of the old version does after a rollback.
 */
export function describeSideBySide(get: () => Versions & { verdict: Verdict }): void {
  describe.each(['provider', 'callers'] as const)('the %s first', (first) => {
    let runs: Promise<[Outcome[], Outcome[]]> | undefined;
    /** Both suites at the same time, as `npm test` runs two on two cores. */
    const outcomes = () => {
      const { old, next } = get();
      const steps = halfWay(get(), first);
      return (runs ??= Promise.all([old.suite(steps), next.suite(steps)]));
    };

    it(
      'passes the suite of the old version',
      async () => {
        if (isRefused(first)) return;
        const [ofOld] = await outcomes();
        expect(failuresIn(ofOld)).toEqual([]);
      },
      LIMIT_MS,
    );

    it(
      'passes what the suite of the next version has in common with it',
      async () => {
        if (isRefused(first)) return;
        const [ofOld, ofNext] = await outcomes();
        expect(failuresIn(ofNext, ofOld)).toEqual([]);
        const own = failuresIn(ofNext).map((each) => each.split('\n')[0]);
        if (own.length > 0) print(`Tests of the next version alone that fail:\n${own.join('\n')}`);
      },
      LIMIT_MS,
    );
  });

  it(
    'passes the suite of the old version after a rollback, on what the next one has written',
    async () => {
      const { orders, report } = get().verdict;
      if (orders.length === 0) throw new Error(`contracts:check accepts no order:\n${report}`);
      const outcomes = await get().old.suite(rolledBack(get(), orders[0]!));
      expect(failuresIn(outcomes)).toEqual([]);
    },
    LIMIT_MS,
  );

  /** A mixture that contracts:check excludes is never deployed. */
  function isRefused(first: 'provider' | 'callers'): boolean {
    const { orders, report } = get().verdict;
    if (orders.includes(first)) return false;
    print(`Not run, because contracts:check refuses the ${first} first:\n${report}`);
    return true;
  }
}

/** Prints a line, also where Jest is silent. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
