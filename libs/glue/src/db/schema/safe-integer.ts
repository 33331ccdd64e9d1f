/** A `bigint` of PostgreSQL as a JavaScript number: exact, or an error. */
export function toSafeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`PostgreSQL answered ${text}, which is no safe integer`);
}
