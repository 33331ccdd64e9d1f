import type {
  FactoryProvider,
  OnApplicationBootstrap,
  OnModuleDestroy,
  Provider,
  Type,
} from '@nestjs/common';
import {
  type EventCursors,
  eventCursorsOf,
  eventHandlersOf,
  type OperatedHandler,
} from '#glue/events';
import { ReadinessService } from '#glue/health';
import { METRICS, type Metrics } from '#glue/metrics';
import { clientTokenOf } from '../binding/client-token.js';
import { EventFollower } from './event-follower.js';
import { EventHandler, type EventSource } from './event-handler.js';
import { HandlerCounts } from './handler-counts.js';
import { HandlerOperations } from './handler-operations.js';
import { handlersIn } from './on.js';

/** The handlers of a context in this process. */
export class EventHandlers {
  /** For operators. */
  readonly operations: readonly OperatedHandler[];

  private constructor(
    readonly all: readonly EventHandler[],
    cursors: EventCursors,
  ) {
    this.operations = all.map((each) => new HandlerOperations(each, cursors));
  }

  /**
   * The handlers that the classes of these instances declare.
   *
   * @param clients the clients of the contracts that they follow, by name
   * @throws Error if two have the same name, or name a method that is not there
   */
  static of(
    instances: readonly object[],
    clients: Readonly<Record<string, object>>,
    cursors: EventCursors,
  ): EventHandlers {
    const handlers = instances.flatMap((instance) =>
      handlersIn(instance.constructor).map((declared) => {
        const source = clients[declared.contract.name] as EventSource;
        return new EventHandler(declared, instance, source, cursors);
      }),
    );
    const names = handlers.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) throw new Error(`there are two handlers ${twice}: give one a name of its own`);
    return new EventHandlers(handlers, cursors);
  }

  /** @throws Error if there is none of this name */
  named(name: string): EventHandler {
    const handler = this.all.find((each) => each.name === name);
    if (!handler) throw new Error(`there is no handler ${name}`);
    return handler;
  }
}

/** The handlers that the classes of a context declare, which its module provides. */
export function eventHandlers(context: string, classes: Type<object>[]): FactoryProvider {
  const followed = classes.flatMap(handlersIn).map(({ contract }) => contract.name);
  const contracts = [...new Set(followed)];
  return {
    provide: eventHandlersOf(context),
    inject: [eventCursorsOf(context), ...contracts.map(clientTokenOf), ...classes],
    useFactory: (cursors: EventCursors, ...given: object[]) => {
      const clients = contracts.map((name, index) => [name, given[index]!] as const);
      const instances = given.slice(contracts.length);
      return EventHandlers.of(instances, Object.fromEntries(clients), cursors);
    },
  };
}

/** Lets the handlers of a context apply events, and counts them, while the process runs. */
class EventFollowers implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly followers: readonly EventFollower[],
    private readonly counts: readonly HandlerCounts[],
  ) {}

  /** Does not delay the start. */
  onApplicationBootstrap(): void {
    [...this.followers, ...this.counts].forEach((each) => each.start());
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.followers, ...this.counts].map((each) => each.stop()));
  }

  /** A note for `/readyz`, never a failure: requests are served meanwhile. */
  async note(): Promise<string | undefined> {
    return this.followers.flatMap(({ note }) => note ?? []).join('; ') || undefined;
  }
}

/** After a request that found nothing and did not wait: the provider is about to stop. */
const POLL_MS = 1_000;
const RETRY_MS = 100;
/** Some 25 s, with the pauses between. */
const TRIES = 15;

/** Follows events in the background: see {@link eventHandlers}. */
export function eventFollowers(context: string): Provider {
  return {
    provide: Symbol(`followers of ${context}`),
    inject: [eventHandlersOf(context), eventCursorsOf(context), ReadinessService, METRICS],
    useFactory: (
      { all }: EventHandlers,
      cursors: EventCursors,
      readiness: ReadinessService,
      metrics?: Metrics,
    ) => {
      const pace = { pollMs: POLL_MS, retryMs: RETRY_MS, tries: TRIES };
      const followers = all.map((each) => new EventFollower(each, pace));
      const counts = metrics ? [new HandlerCounts(all, cursors, metrics.events)] : [];
      const background = new EventFollowers(followers, counts);
      readiness.register(`${context}_events`, () => background.note());
      return background;
    },
  };
}
