export { CommitSteps } from './commit-steps.js';
export { MemoryOutcomes } from './memory-outcomes.js';
export { OpenTransaction, openTransaction } from './open-transaction.js';
export {
  type KeyedWork,
  type Outcome,
  OUTCOMES_KEPT_MS,
  outcomesOf,
  OutcomeStore,
} from './outcome-store.js';
export { outsideTransaction } from './outside-transaction.js';
export { placeBelow } from './place.js';
