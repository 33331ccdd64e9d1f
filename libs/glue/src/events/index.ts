export { ChangeSignal } from './change-signal.js';
export { EventCursors, eventCursorsOf, type Position } from './event-cursors.js';
export {
  type EventCursor,
  EventLog,
  eventLogOf,
  type EventQuery,
  type StoredEvent,
  type StoredPage,
} from './event-log.js';
