export type { OwnChecks } from './own-checks.js';
export { Reconciliation, type ReconcileOptions } from './reconciliation.js';
export {
  type Forgets,
  type Guarded,
  type Known,
  type KnownReference,
  type Reference,
  type ReferenceRefusal,
  referencesOf,
  ReferenceStore,
  refusalOf,
} from './reference-store.js';
export type { Deletion, Deletions, Referred } from './referred.js';
export { type Outcome, Report } from './report.js';
