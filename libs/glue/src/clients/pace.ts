import { LRUCache } from 'lru-cache';

/** The maximum number of keys; the oldest are evicted and start again with a full bucket. */
const MAX_ENTRIES = 10_000;

export interface Pace {
  atOnce: number;
  perSecond: number;
}

/** Limits a rate per key, with a bucket per key that refills over time. */
export class PaceByKey {
  private readonly buckets = new LRUCache<string, { left: number; at: number }>({
    max: MAX_ENTRIES,
  });

  constructor(
    private readonly pace: Pace,
    private readonly now = () => performance.now(),
  ) {}

  /** Takes from the bucket, also into debt. @returns whether one was allowed */
  take(key: string, cost = 1): boolean {
    const bucket = this.bucket(key);
    if (bucket.left < 1) return false;
    bucket.left -= cost;
    return true;
  }

  has(key: string): boolean {
    return this.left(key) >= 1;
  }

  /** What is in the bucket now; less than 0 in debt. */
  left(key: string): number {
    const bucket = this.buckets.get(key);
    return bucket ? this.leftIn(bucket) : this.pace.atOnce;
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
