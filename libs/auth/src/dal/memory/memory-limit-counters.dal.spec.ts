import { describeLimitCounterContract } from '../../core/ports/limit-counters.dal.suite.js';
import { MemoryLimitCountersDal } from './memory-limit-counters.dal.js';

describeLimitCounterContract('memory', async () => ({
  dal: new MemoryLimitCountersDal(),
  close: async () => undefined,
}));

describe('MemoryLimitCountersDal', () => {
  it('keeps at most 20,000 counters, the most recently used', async () => {
    const dal = new MemoryLimitCountersDal();
    const now = new Date();
    const until = new Date(now.getTime() + 60_000);
    for (let key = 0; key < 50_000; key++) await dal.add([{ key, by: 1, until }], now);
    const counts = await dal.read(
      Array.from({ length: 50_000 }, (_, key) => key),
      now,
    );
    expect(counts.filter(({ count }) => count > 0)).toHaveLength(20_000);
    expect(counts[49_999]!.count).toBe(1);
  });
});
