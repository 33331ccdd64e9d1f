import { type First, ORDERS, type Verdict } from './gate.js';
import { failuresIn, halfWay, rolledBack, type Versions } from './side-by-side.js';
import type { Outcome } from './version.js';

const LIMIT_MS = 900_000;

type Name = 'old' | 'next';

/**
 * The suite that runs in an order in the short form: so each party is the newer one once, and each
 * suite runs once. The long form runs both in each order.
 */
const SHORT: Record<First, Name> = { provider: 'old', callers: 'next' };

/**
 * Both versions beside each other, in the orders that `contracts:check` accepts: the suites of both
 * versions pass, and that of the old version does after a rollback.
 */
export function describeSideBySide(
  get: () => Versions & { verdict: Verdict },
  { isWhole }: { isWhole: boolean },
): void {
  const runs = new Map<string, Promise<Outcome[]>>();
  const outcomesOf = (name: Name, first: First) => {
    const key = `${name}, the ${first} first`;
    const run = runs.get(key) ?? get()[name].suite(halfWay(get(), first));
    runs.set(key, run);
    return run;
  };
  /** Those that run, at the same time, as `npm test` runs two on two cores. */
  const begin = (first: First) => {
    for (const name of ['old', 'next'] as const)
      if (runsIn(name, first)) outcomesOf(name, first).catch(() => undefined);
  };

  describe.each(ORDERS)('the %s first', (first) => {
    it(
      'passes the suite of the old version',
      async () => {
        if (isLeftOut('old', first)) return;
        begin(first);
        expect(failuresIn(await outcomesOf('old', first))).toEqual([]);
      },
      LIMIT_MS,
    );

    it(
      'passes what the suite of the next version has in common with it',
      async () => {
        if (isLeftOut('next', first)) return;
        begin(first);
        const ofNext = await outcomesOf('next', first);
        const known = ORDERS.find((order) => runsIn('old', order))!;
        expect(failuresIn(ofNext, await outcomesOf('old', known))).toEqual([]);
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
  function runsIn(name: Name, first: First): boolean {
    const { orders } = get().verdict;
    return orders.includes(first) && (isWhole || orders.length === 1 || SHORT[first] === name);
  }

  function isLeftOut(name: Name, first: First): boolean {
    const { orders, report } = get().verdict;
    if (!orders.includes(first)) {
      print(`Not run, because contracts:check refuses the ${first} first:\n${report}`);
      return true;
    }
    const isLeftOut = !runsIn(name, first);
    if (isLeftOut)
      print(`Not run in the short form: the suite of ${get()[name].name}, the ${first} first`);
    return isLeftOut;
  }
}

/** Prints a line, also where Jest is silent. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
