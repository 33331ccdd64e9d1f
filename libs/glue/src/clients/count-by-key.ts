/** Counts per key. A key at zero takes no memory. */
export class CountByKey {
  private readonly counts = new Map<string, number>();

  of(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  add(key: string, amount = 1): void {
    this.counts.set(key, this.of(key) + amount);
  }

  remove(key: string, amount = 1): void {
    const left = this.of(key) - amount;
    if (left > 0) this.counts.set(key, left);
    else this.counts.delete(key);
  }
}
