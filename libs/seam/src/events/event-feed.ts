import type { FactoryProvider } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import {
  type Behind,
  type EventCursor,
  type EventLog,
  eventLogOf,
  type EventQuery,
  type StoredPage,
} from '#glue/events';
import type { IncomingCall, InputOf, OutputOf } from '../contract/client-of.js';
import type { Call, Contract } from '../contract/contract.js';
import { eventErrors } from './event-errors.js';
import type { EventsCall } from './events-call.js';

type Page = StoredPage & {
  behind?: Behind | undefined;
  reported?: EventCursor | undefined;
};

/** A contract with events. */
type Followed = Contract & { readonly calls: { readonly events: Call } };
type Query = InputOf<EventsCall<Record<string, never>>['events']>;

/** Serves the events of a contract to its followers: what the service of the contract answers. */
export class EventFeed<C extends Followed = Followed> {
  constructor(
    private readonly contract: C,
    private readonly log: EventLog,
  ) {}

  /**
   * The events after a cursor, where the follower is. Waits for one if there is none yet.
   *
   * @throws ServiceError `event_cursor_unknown` if the event of the cursor is not there: the log was
   * restored from an older backup, or is another one; `events_expired` if it was removed
   */
  async read(
    query: Query,
    { signal, caller }: IncomingCall,
  ): Promise<OutputOf<C['calls']['events']>> {
    const { types, limit, waitMs, count, follower } = query;
    if (query.after === 'end') return this.pageOf({ events: [], end: await this.log.end() });
    if (query.after && 'before' in query.after) {
      return this.pageOf({ events: [], end: await this.log.before(query.after.before) });
    }
    // Only the context of a follower says where it is, and not when it asks what a replay would apply.
    const isItself = !count && follower.startsWith(`${caller}:`);
    const { followers } = this.log;
    const reported = isItself ? await followers.furthestAfter(follower, query.after) : undefined;
    const deadline = performance.now() + waitMs;
    const behind = count ? await this.log.behind({ types, after: query.after }) : undefined;
    for (let { after } = query; ;) {
      const { version } = this.log.signal;
      const page = await this.find({ types, after, limit });
      if (isItself) followers.note(follower, query.after);
      const left = deadline - performance.now();
      const isOver = reported || left <= 0 || signal.aborted || this.log.signal.stopped;
      if (page.events.length > 0 || isOver) return this.pageOf({ ...page, behind, reported });
      after = page.end;
      await this.log.signal.next(version, left, signal);
    }
  }

  private async find(query: EventQuery): Promise<StoredPage> {
    const page = await this.log.read(query);
    if (page) return page;
    const isExpired = await this.log.isExpired(query.after!);
    throw new ServiceError(eventErrors[isExpired ? 'events_expired' : 'event_cursor_unknown']);
  }

  private pageOf({ events, ...rest }: Page): OutputOf<C['calls']['events']> {
    const { events: types, errors, name }: Contract = this.contract;
    // Stored by a later version: this one cannot read it, and must not let it be passed over.
    const unknown = events.find(({ type }) => !Object.hasOwn(types, type));
    if (unknown) throw new ServiceError(errors[`${name}_unavailable`]!);
    const page = {
      events: events.map((event) => ({
        ...event,
        data: types[event.type]!.crossing.decode(event.data),
      })),
      ...rest,
    };
    return page as OutputOf<C['calls']['events']>;
  }
}

/** The {@link EventFeed} of a contract, on the event log of its context. */
export function eventFeed(contract: Followed): FactoryProvider<EventFeed> {
  return {
    provide: EventFeed,
    inject: [eventLogOf(contract.name)],
    useFactory: (log: EventLog) => new EventFeed(contract, log),
  };
}
