export { ChangeSignal } from './change-signal.js';
export {
  EventCursors,
  eventCursorsOf,
  eventHandlersOf,
  FIRST_PAGE,
  type ParkedEvent,
  type Place,
  type Position,
} from './event-cursors.js';
export type { HandlerStatus, OperatedHandler, ReplayStart } from './operated-handler.js';
export {
  type Behind,
  type EventCursor,
  EventLog,
  eventLogOf,
  type EventQuery,
  FollowerPositions,
  MAX_COUNTED,
  type StoredEvent,
  type StoredPage,
} from './event-log.js';
