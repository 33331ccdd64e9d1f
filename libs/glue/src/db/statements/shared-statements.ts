import type { BatcherOptions } from '../../batch/index.js';
import { commonErrors } from '../../errors/index.js';

/**
 * Limits of shared statements. Two at once keep the database busy while results are read; more
 * would only be smaller. A hundred requests keep a statement short. A request waits for its
 * statement no longer than a statement waits for a lock.
 */
export const SHARED_STATEMENTS: BatcherOptions = {
  calls: 2,
  size: 100,
  waitMs: 5_000,
  unavailable: commonErrors.database_unavailable,
};
