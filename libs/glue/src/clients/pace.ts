import { LRUCache } from 'lru-cache';

/** The maximum number of keys; older ones are evicted and then start anew. */
const REMEMBERED = 10_000;

/** How often something may happen: so often at once, and so often a second afterwards. */
export interface Pace {
  atOnce: number;
  perSecond: number;
}

/** Keeps a pace for each key, with a bucket that fills again. */
export class PaceByKey {
  private readonly buckets = new LRUCache<string, { left: number; at: number }>({
    max: REMEMBERED,
  });

  constructor(
    private readonly pace: Pace,
    private readonly now = () => performance.now(),
  ) {}

  /** Takes of it, also what is still to come. @returns whether there was any */
  take(key: string, cost = 1): boolean {
    const bucket = this.bucket(key);
    if (bucket.left < 1) return false;
    bucket.left -= cost;
    return true;
  }

  /** Whether it may happen now. */
  has(key: string): boolean {
    const bucket = this.buckets.get(key);
    return !bucket || this.leftIn(bucket) >= 1;
  }

  private bucket(key: string) {
    let bucket = this.buckets.get(key);
    if (bucket) bucket.left = this.leftIn(bucket);
    else this.buckets.set(key, (bucket = { left: this.pace.atOnce, at: 0 }));
    bucket.at = this.now();
    return bucket;
  }

  private leftIn({ left, at }: { left: number; at: number }): number {
    const { atOnce, perSecond } = this.pace;
    return Math.min(left + ((this.now() - at) / 1_000) * perSecond, atOnce);
  }
}
