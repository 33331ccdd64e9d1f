import { z } from 'zod';
import { type CallDeclaration, query } from '../contract/call.js';
import type { Json } from '../contract/crossing.js';
import type { EventDeclarations } from './event-type.js';

/** The longest time that a provider waits for an event, in milliseconds. */
export const MAX_WAIT_MS = 20_000;
/** An answer takes this much longer than the wait at most. */
const ANSWER_MS = 5_000;
export const MAX_EVENTS = 1_000;

const cursor = z.object({ id: z.int().positive(), eventId: z.uuid() });

const input = z.object({
  /** The handler that asks, for the operator of the provider. */
  follower: z.string().regex(/^[\w:.,-]{1,200}$/),
  types: z.array(z.string().regex(/^[\w.-]{1,100}$/)).max(100),
  /**
   * The last event that the follower has applied; all without it. With `end` or `before` the answer
   * has no events, and says with its own `end` where they begin.
   */
  after: z.union([cursor, z.literal('end'), z.object({ before: z.int().positive() })]).optional(),
  limit: z.int().min(1).max(MAX_EVENTS),
  /** How long to wait if there is none yet. */
  waitMs: z.int().min(0).max(MAX_WAIT_MS),
  /** Whether the answer says how far the follower is behind. */
  count: z.boolean().optional(),
});

const behind = z.object({ events: z.int().min(0), seconds: z.number().min(0) });

type Cursor = z.output<typeof cursor>;

/** Events with the type that names their data. */
type EventIn<Declared extends EventDeclarations> = {
  [Type in keyof Declared & string]: Cursor & { type: Type; data: z.output<Declared[Type]> };
}[keyof Declared & string];

/** A page of events, oldest first. */
export interface EventPage<Declared extends EventDeclarations> {
  events: EventIn<Declared>[];
  /** The last event that was examined, also of another type; absent before the first. */
  end?: Cursor | undefined;
  /** How many events of the types follow the cursor, and the age of the first in seconds. */
  behind?: z.output<typeof behind> | undefined;
  /** The furthest position that the follower has told, if it is after the cursor. */
  reported?: Cursor | undefined;
}

/** The call that a contract with events has, under its name `events`. */
export type EventsCall<Declared extends EventDeclarations> = [keyof Declared] extends [never]
  ? unknown
  : {
      events: CallDeclaration<
        'query',
        typeof input,
        z.ZodType<EventPage<Declared>>,
        'event_cursor_unknown' | 'events_expired'
      >;
    };

/** The declaration of {@link EventsCall}; nothing without events. */
export function eventsCall(types: EventDeclarations): Record<string, CallDeclaration> {
  const [first, ...others] = Object.entries(types).map(([type, data]) =>
    cursor.extend({ type: z.literal(type), data }),
  );
  if (!first) return {};
  const output = z.object({
    events: z.array(z.union([first, ...others])),
    end: cursor.optional(),
    behind: behind.optional(),
    reported: cursor.optional(),
  });
  const events = query({
    input,
    // Their data is checked as it is declared: see eventTypes.
    output: output as z.ZodType<unknown, Json>,
    errors: ['event_cursor_unknown', 'events_expired'],
    budgetMs: MAX_WAIT_MS + ANSWER_MS,
    background: true,
    waits: true,
  });
  return { events };
}
