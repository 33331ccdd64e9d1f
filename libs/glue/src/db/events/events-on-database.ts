import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { ServerConfig } from '../../config/index.js';
import { eventLogOf } from '../../events/index.js';
import { ReadinessService } from '../../health/index.js';
import { dataSourceOf } from '../database.module.js';
import { Housekeeping } from '../housekeeping.js';
import { isEmbedded } from '../retrying-data-source.js';
import { DatabaseEventLog } from './database-event-log.js';
import { EventListener } from './event-listener.js';
import { EventNumbering } from './event-numbering.js';

/** When events get their ids. */
export interface EventsOptions {
  /**
   * - `published` (the default): publishers wait for each other, and ids are in the order of commits
   * - `read`: publishers do not wait. See docs/events.md; the context needs `unnumbered_events`.
   */
  readonly numberedWhen?: 'published' | 'read';
}

/** The variables about events. */
export type EventsConfig = Pick<
  ServerConfig,
  'EVENTS_POLL_MS' | 'EVENTS_KEPT_DAYS' | 'EVENTS_HELD_DAYS'
>;

/**
 * The event log of a context in its database, and the removal of old events. Open waits end when the
 * process is about to stop.
 */
export function eventsOnDatabase(
  context: string,
  config: EventsConfig,
  options: EventsOptions = {},
): Provider[] {
  const log = eventLogOf(context);
  const retention = { keptDays: config.EVENTS_KEPT_DAYS, heldDays: config.EVENTS_HELD_DAYS };
  return [
    logProvider(context, config, options),
    {
      provide: `${log}_housekeeping`,
      inject: [log],
      useFactory: ({ followers }: DatabaseEventLog) =>
        new Housekeeping(`the events of ${context}`, [() => followers.sweep(retention)]),
    },
  ];
}

function logProvider(
  context: string,
  { EVENTS_POLL_MS: pollMs }: EventsConfig,
  { numberedWhen = 'published' }: EventsOptions,
): Provider {
  return {
    provide: eventLogOf(context),
    inject: [dataSourceOf(context), ReadinessService],
    useFactory: (source: DataSource, readiness: ReadinessService) => {
      // Only this process writes an embedded database, and a signal announces each of its events.
      const looking = isEmbedded(source) ? {} : { pollMs, listener: new EventListener(source) };
      const numbering = numberedWhen === 'read' ? new EventNumbering(source, context) : undefined;
      const log = new DatabaseEventLog(source, context, { ...looking, numbering });
      readiness.onDrain(() => void log.onModuleDestroy());
      return log;
    },
  };
}
