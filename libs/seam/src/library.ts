// The entry of the packed library, for an app that hosts no contexts by name.
import '#glue/nest';
export * from './index.js';
export { clientModule, exposedController } from './binding/nest-app.js';
export { KnownCallers } from './identity/known-callers.js';
export { OwnIdentity } from './identity/own-identity.js';
export type { CallDeclaration } from './contract/call.js';
export type { Call, CallsOf } from './contract/contract.js';
export type { OutageCode } from './contract/contract-errors.js';
export type { EventPage, EventsCall } from './events/events-call.js';
export type { EventsOf, EventType } from './events/event-type.js';
