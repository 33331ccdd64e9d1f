/**
 * The contract of {@link LimitCountersDal}, for every implementation. The store is empty at first.
 */
import type { LimitCountersDal } from './limit-counters.dal.js';

interface Opened {
  dal: LimitCountersDal;
  close(): Promise<void>;
}

let lastKey = 0;

export function describeLimitCounterContract(name: string, open: () => Promise<Opened>): void {
  describe(`LimitCountersDal: ${name}`, () => {
    let dal: LimitCountersDal;
    let close: () => Promise<void>;
    beforeAll(async () => ({ dal, close } = await open()), 60_000);
    afterAll(() => close());

    // All in the future: a store may use its own clock to expire counters.
    const start = Date.now() + 1_000_000;
    const at = (seconds: number) => new Date(start + seconds * 1_000);
    /** A key that no other test uses. */
    const newKey = () => ++lastKey;
    const change = (key: number, by: number) => ({ key, by, until: at(60) });
    const add = async (key: number, by: number, until: number, now = 0) =>
      (await dal.add([{ key, by, until: at(until) }], at(now)))[0]!;
    const countOf = async (key: number, now = 0) => (await dal.read([key], at(now)))[0]!.count;

    it('starts at zero', async () => {
      const [none] = await dal.read([newKey()], at(0));
      expect(none!.count).toBe(0);
      expect(none!.until.getTime()).toBeLessThanOrEqual(at(0).getTime());
    });

    it('counts up and down, and returns the new count each time', async () => {
      const key = newKey();
      expect(await add(key, 1, 60)).toMatchObject({ count: 1, until: at(60) });
      expect(await add(key, 1, 60)).toMatchObject({ count: 2, until: at(60) });
      expect(await add(key, -1, 60)).toMatchObject({ count: 1, until: at(60) });
      expect(await dal.read([key], at(0))).toEqual([{ count: 1, until: at(60) }]);
    });

    it('begins with a change of 0, too', async () => {
      const key = newKey();
      expect(await add(key, 0, 60)).toMatchObject({ count: 0, until: at(60) });
      expect(await dal.read([key], at(59))).toEqual([{ count: 0, until: at(60) }]);
    });

    it('creates a counter also by a change of 0', async () => {
      const key = newKey();
      expect((await add(key, -5, 60)).count).toBe(0);
      expect(await countOf(key)).toBe(0);
      expect((await add(key, 1, 60)).count).toBe(1);
      expect((await add(key, -9, 60)).count).toBe(0);
      expect((await add(key, 2, 60)).count).toBe(2);
    });

    it('returns how much was really added or subtracted', async () => {
      const [key, other] = [newKey(), newKey()];
      const added = async (by: number, now = 0) =>
        (await dal.add([change(other, 1), change(key, by)], at(now)))[1]!.added;
      expect([await added(3), await added(-2), await added(-2), await added(-2)]).toEqual([
        3, -2, -1, 0,
      ]);
      expect([await added(2), await added(0), await added(-9)]).toEqual([2, 0, -2]);
      expect(await added(4)).toBe(4);
      expect(await added(-9, 60)).toBe(0);
    });

    it('lets concurrent changes subtract no more than the count', async () => {
      const key = newKey();
      await add(key, 20, 60);
      const all = await Promise.all(
        Array.from({ length: 30 }, (_, i) => dal.add([change(key, -(i % 8))], at(0))),
      );
      const taken = all.map(([count]) => count!.added);
      expect(taken.reduce((sum, each) => sum + each)).toBe(-20);
    });

    it('starts at zero again after the expiry', async () => {
      const key = newKey();
      await add(key, 7, 60);
      expect(await countOf(key, 59)).toBe(7);
      expect(await countOf(key, 60)).toBe(0);
      expect(await add(key, 1, 120, 60)).toMatchObject({ count: 1, until: at(120) });
    });

    it('can be extended, and never shortened', async () => {
      const key = newKey();
      await add(key, 1, 60);
      expect(await add(key, 1, 90)).toMatchObject({ count: 2, until: at(90) });
      expect(await add(key, 1, 30)).toMatchObject({ count: 3, until: at(90) });
      expect(await countOf(key, 89)).toBe(3);
    });

    it('changes several at once, in any order, and answers in that order', async () => {
      const [first, second, third] = [newKey(), newKey(), newKey()];
      await add(second, 5, 60);
      const changes = [third, second, first].map((key, i) => ({ key, by: i, until: at(60) }));
      const counts = await dal.add(changes, at(0));
      expect(counts.map(({ count }) => count)).toEqual([0, 6, 2]);
      const read = await dal.read([first, newKey(), second], at(0));
      expect(read.map(({ count }) => count)).toEqual([2, 0, 6]);
    });

    it('gives each of many concurrent changes another count, and loses none', async () => {
      const [one, other] = [newKey(), newKey()];
      const both = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          dal.add(
            i % 2 ? [change(one, 1), change(other, 1)] : [change(other, 1), change(one, 1)],
            at(0),
          ),
        ),
      );
      const counts = both.map((pair, i) => pair[i % 2 ? 0 : 1]!.count);
      expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
      expect(await countOf(other)).toBe(50);
    });

    it('deletes no active counter', async () => {
      const [live, ended] = [newKey(), newKey()];
      await add(live, 3, 600);
      await add(ended, 3, 60);
      while (await dal.sweep(at(60)));
      expect(await countOf(live, 60)).toBe(3);
      expect(await countOf(ended, 60)).toBe(0);
    });
  });
}
