import type { DataSource, EntityManager } from 'typeorm';

/** Ends a transaction without a commit. */
class Refused extends Error {
  constructor(readonly reason: unknown) {
    super('refused');
  }
}

/** Runs work in a transaction, and rolls back what it has done if it resolves to a refusal: a text but `done`. */
export async function unlessRefused<T>(
  source: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  try {
    return await source.transaction(async (manager) => {
      const outcome = await work(manager);
      if (typeof outcome === 'string' && outcome !== 'done') throw new Refused(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused) return error.reason as T;
    throw error;
  }
}
