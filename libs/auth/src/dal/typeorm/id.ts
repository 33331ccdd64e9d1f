/** Whether this can be an id: PostgreSQL does not compare its bigints with larger numbers. */
export function isId(id: number): boolean {
  return Number.isSafeInteger(id);
}
