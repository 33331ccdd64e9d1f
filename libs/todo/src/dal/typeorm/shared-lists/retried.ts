import type { DataSource, EntityManager } from 'typeorm';
import type { UserRef } from '../../../core/user-ref.js';
import { unlessRefused } from '../unless-refused.js';
import { readUserRef } from '../users/user-refs.js';

/** Each failed try has waited for others who have filed items in the list. */
const ATTEMPTS = 10;

/** Runs work in a transaction for a user, anew while it resolves to `again`. A refusal rolls back what was done before it was found. */
export async function retried<T>(
  source: DataSource,
  user: UserRef,
  work: (manager: EntityManager) => Promise<T>,
) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const outcome = await unlessRefused(source, async (manager) => {
      const { refusal } = await readUserRef(manager, user);
      return refusal ?? work(manager);
    });
    if (outcome !== 'again') return outcome as Exclude<typeof outcome, 'again'>;
  }
  throw new Error('items are filed in a shared list too often');
}
