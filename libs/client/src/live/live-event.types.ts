import type { operations } from '../openapi.js';
import type { Schema } from '../operation.types.js';

type Stream = operations['followItems']['responses'][200]['content']['text/event-stream'];
type EventName = Stream['event'];

/** The data of the events whose form is known here. */
interface EventData {
  list: Schema<'AllItems'>;
  current: Record<string, never>;
  created: Schema<'DetailedItem'>;
  shared: Schema<'DetailedItem'>;
  changed: Schema<'DetailedItem'>;
  left: { id: number };
  deleted: { id: number };
  lists: Schema<'Lists'>;
}

/** What has happened to a list, by `name`. */
export type LiveEvent = {
  [Name in EventName]: {
    name: Name;
    /** Names the list after this event, for `lastEventId`; `undefined` if further events belong to the same change. */
    id: string | undefined;
    data: Name extends keyof EventData ? EventData[Name] : unknown;
  };
}[EventName];
