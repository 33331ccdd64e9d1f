import { LRUCache } from 'lru-cache';
import type {
  ChangedCount,
  Count,
  CountChange,
  LimitCountersDal,
} from '../../core/ports/limit-counters.dal.js';

/** Beyond this number, the least recently used are dropped. About 2 MB. */
const MAX_COUNTERS = 20_000;

/** {@link LimitCountersDal} in the memory of one process. */
export class MemoryLimitCountersDal implements LimitCountersDal {
  private readonly counts = new LRUCache<number, Count>({ max: MAX_COUNTERS });

  async read(keys: readonly number[], now: Date): Promise<Count[]> {
    return keys.map((key) => this.liveCount(key, now));
  }

  async add(changes: readonly CountChange[], now: Date): Promise<ChangedCount[]> {
    return changes.map(({ key, by, until }) => {
      const before = this.liveCount(key, now);
      const after = {
        count: Math.max(0, before.count + by),
        until: before.until > until ? before.until : until,
      };
      this.counts.set(key, after);
      return { ...after, added: after.count - before.count };
    });
  }

  async sweep(): Promise<boolean> {
    return false;
  }

  private liveCount(key: number, now: Date): Count {
    const stored = this.counts.get(key);
    return stored && stored.until > now ? stored : { count: 0, until: now };
  }
}
