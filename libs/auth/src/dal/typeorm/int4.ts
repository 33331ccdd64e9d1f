const MAX_INT4 = 2_147_483_647;

/** Whether this can be an id: PostgreSQL refuses to compare its integers with larger ones. */
export function isInt4(id: number): boolean {
  return Number.isInteger(id) && Math.abs(id) <= MAX_INT4;
}
