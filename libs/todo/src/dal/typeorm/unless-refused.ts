import type { DataSource, EntityManager } from 'typeorm';
import type { FilingRefusal } from '../../core/refusal.js';

/** Ends a transaction without a commit. */
class Refused extends Error {
  constructor(readonly reason: unknown) {
    super('refused');
  }
}

/** The SQLSTATE of the trigger that shares what is filed in a shared list. */
const LIMIT = 'TD001';

/** Resolves to the limit that work exceeded by filing items in a shared list, for all that get them. Its transaction was rolled back. */
export async function withinLimits<T>(work: Promise<T>): Promise<T | FilingRefusal> {
  try {
    return await work;
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    if (code !== LIMIT) throw error;
    return message.includes('too_many_members') ? 'too_many_members' : 'too_many_shares';
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

/**
 * As {@link unlessRefused}, anew while work resolves to `again`: all locks end then. Each failed try has waited for others.
 *
 * @param work `isLast`: it waits for them with its locks, and PostgreSQL finds a deadlock, if it is one
 */
export async function retried<T>(
  source: DataSource,
  attempts: number,
  work: (manager: EntityManager, isLast: boolean) => Promise<T | 'again'>,
): Promise<T> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const isLast = attempt === attempts;
    const outcome = await unlessRefused(source, (manager) => work(manager, isLast));
    if (outcome !== 'again') return outcome;
  }
  throw new Error('what others change is not locked');
}
