/**
 * SQLSTATEs of a statement or transaction that PostgreSQL rolled back in favour of another one:
 * serialization failure and deadlock. Nothing is done twice, because the rollback is complete.
 */
const ROLLED_BACK = /^(40001|40P01)$/;

/** Whether PostgreSQL rolled it back, and a retry may succeed. */
export function wasRolledBack(error: unknown): boolean {
  return ROLLED_BACK.test(sqlState(error));
}

/** The SQLSTATE of an error of pg or TypeORM; empty without one. */
export function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/** Runs `work`, and runs it once more if PostgreSQL rolled it back. */
export async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!wasRolledBack(error)) throw error;
    return work();
  }
}
