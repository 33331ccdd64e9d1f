export { backoffMs } from './backoff.js';
export { Deliveries, type DeliveryHooks } from './deliveries.js';
export type { DeliveryResult, Send } from './delivery-result.js';
export { type OperatedOutbox, outboxOf, type Retried } from './operated-outbox.js';
export {
  type ClaimedCommand,
  type OutboxCommand,
  type OutboxCount,
  outboxStoreOf,
  OutboxStore,
  type OutboxTransaction,
  type ParkedCommand,
  PARKED_KEPT_MS,
} from './outbox-store.js';
export { type Recipients, recipientsOf } from './recipients.js';
export { unreadableSecrets } from './unreadable-secrets.js';
