/** Half of the advisory lock's key; the other half is the name. Arbitrary, but fixed. */
export const LOCK_NAMESPACE = 0x5ea3;

interface Transaction {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

/** Waits for the lock of this name in this database, and holds it until the transaction ends. */
export async function lockUntilCommit(transaction: Transaction, name: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK_NAMESPACE, name]);
}

/** {@link lockUntilCommit} for several names, in an order that is the same for all transactions. */
export async function lockAllUntilCommit(
  transaction: Transaction,
  names: readonly string[],
): Promise<void> {
  await transaction.query(
    `SELECT pg_advisory_xact_lock($1, hash)
     FROM (
       SELECT DISTINCT hashtext(name) AS hash FROM unnest($2::text[]) AS name ORDER BY 1 OFFSET 0
     ) AS locks`,
    [LOCK_NAMESPACE, names],
  );
}

/** {@link lockUntilCommit} without waiting: `false` if another transaction holds the lock. */
export async function tryLockUntilCommit(transaction: Transaction, name: string): Promise<boolean> {
  const [row] = (await transaction.query(
    'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS locked',
    [LOCK_NAMESPACE, name],
  )) as { locked: boolean }[];
  return row!.locked;
}
