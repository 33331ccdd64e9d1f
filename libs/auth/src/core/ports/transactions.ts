/** Transactions of the database of users. All that runs on it within one joins it. */
export abstract class Transactions {
  /**
   * Runs work in a transaction; a rejection undoes it. If PostgreSQL rolled it back, it is run once
   * more, so it must have no other effects.
   *
   * @param what names it in messages
   */
  abstract transaction<T>(what: string, work: () => Promise<T>): Promise<T>;
}
