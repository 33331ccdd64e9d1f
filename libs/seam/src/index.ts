export { clientTokenOf } from './binding/client-token.js';
export { kernelOf } from './binding/kernel-of.js';
export { commandErrors } from './commands/command-errors.js';
export { newIdempotencyKey } from './commands/idempotency-key.js';
export { command, query } from './contract/call.js';
export {
  type CallOptions,
  codeOf,
  type ClientOf,
  type CommandOptions,
  type IncomingCall,
  type ServiceOf,
} from './contract/client-of.js';
export type { Contract } from './contract/contract.js';
export { platformErrors } from './contract/contract-errors.js';
export { defineContract } from './contract/define-contract.js';
export { secret } from './contract/secret-fields.js';
export { pathOf } from './contract/wire.js';
export { CallerVerifier } from './http-provider/caller-verifier.js';
export { contractController } from './http-provider/contract.controller.js';
export { eventErrors } from './events/event-errors.js';
export { EventFeed, eventFeed } from './events/event-feed.js';
export { type EventHandler } from './events/event-handler.js';
export { EventHandlers, eventFollowers, eventHandlers } from './events/event-handlers.js';
export { type EventOf } from './events/event-type.js';
export { type PageOf } from './events/snapshot.js';
export { On } from './events/on.js';
export { Outbox, type PutOptions } from './outbox/outbox.js';
export { outboxProviders } from './outbox/outbox.providers.js';
export { outboxOf } from '#glue/outbox';
export { type Entity, type EntityErrors, defineEntity, subjectOf } from './references/entity.js';
export { References, type ReferenceOptions, references } from './references/references.js';
export {
  type Known,
  type Outcome,
  type OwnChecks,
  type Reference,
  type ReferenceRefusal,
  refusalOf,
  type Report,
} from '#glue/references';
