import type { BatcherOptions } from '../../batch/index.js';
import { commonErrors } from '../../errors/index.js';

/**
 * For statements that many requests share. Two at once keep the database busy while answers
 * are read; more of them would only be smaller. A hundred questions keep one short. A
 * request waits for its statement no longer than a statement waits for a lock.
 */
export const SHARED_STATEMENTS: BatcherOptions = {
  calls: 2,
  size: 100,
  waitMs: 5_000,
  unavailable: commonErrors.database_unavailable,
};
