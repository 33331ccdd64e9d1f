/**
 * Waiting entries in lines, by one key or several. Lines take turns, and so do the lines of the
 * second key within each of the first: a long line does not delay the others.
 */
export class Rotation<T> {
  private readonly entries: T[] = [];
  /** In the order of their next turns. */
  private readonly lines = new Map<string, Rotation<T>>();
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Adds an entry behind those that have the same keys. */
  add(entry: T, [key, ...keys]: readonly string[]): void {
    this.count++;
    if (key === undefined) {
      this.entries.push(entry);
      return;
    }
    const line = this.lines.get(key) ?? new Rotation<T>();
    line.add(entry, keys);
    this.lines.set(key, line);
  }

  /** Removes the entry whose turn it is, if there is any. */
  take(): T | undefined {
    if (this.count === 0) return undefined;
    this.count--;
    const [next] = this.lines;
    if (!next) return this.entries.shift();
    const [key, line] = next;
    const entry = line.take();
    this.lines.delete(key);
    if (line.length > 0) this.lines.set(key, line);
    return entry;
  }

  /** Removes the last entry of the longest line; of lines that are equally long, of the newest. */
  drop(): T | undefined {
    if (this.count === 0) return undefined;
    this.count--;
    if (this.lines.size === 0) return this.entries.pop();
    const [key, line] = [...this.lines].reduce((longest, each) =>
      each[1].length >= longest[1].length ? each : longest,
    );
    const entry = line.drop();
    if (line.length === 0) this.lines.delete(key);
    return entry;
  }
}
