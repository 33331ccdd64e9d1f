export type { ClientOptions } from './calls/connect.js';
export { isRepeatable, takesKey } from './calls/keys.js';
export { PAGE_HEADERS, type SessionLogin } from './calls/login.js';
export type { Answer } from './calls/transport.js';
export { Client, createClient, type ItemsQuery, type PagedPath } from './client.js';
export { ApiError, type ErrorCode, UnreachableError } from './errors.js';
export type { DetailedItem, ItemChange, Merge } from './items/update-item.js';
export type { LiveEvent } from './live/live-event.types.js';
export type { LiveOptions } from './live/live-events.js';
export { readEvents, type SentEvent, type StreamListener } from './live/sent-events.js';
export type { components, operations, paths } from './openapi.js';
export type {
  BodyOf,
  CommonOptions,
  Credentials,
  Method,
  Operation,
  OptionsOf,
  PathOf,
  ProblemBody,
  Schema,
} from './operation.types.js';
