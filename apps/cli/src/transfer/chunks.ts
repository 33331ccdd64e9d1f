/** Fewer than a request may have (docs/wire.md): progress is seen, and a stop loses little. */
const MOST_ROWS = 100;
/** Less than a request may have, which is 1 MiB: the rest is for what is around the rows. */
const MOST_BYTES = 1_000_000;

/** Parts of a list, in its order, that fit into one request each. */
export function chunksOf<T>(all: readonly T[]): T[][] {
  const chunks: T[][] = [];
  let bytes = Infinity;
  for (const each of all) {
    const own = Buffer.byteLength(JSON.stringify(each)) + 1;
    if (bytes + own > MOST_BYTES || chunks.at(-1)!.length === MOST_ROWS) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)!.push(each);
    bytes += own;
  }
  return chunks;
}
