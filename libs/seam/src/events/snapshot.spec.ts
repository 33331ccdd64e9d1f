import { z } from 'zod';
import type { EventCursors } from '#glue/events';
import { query } from '../contract/call.js';
import { defineContract } from '../contract/define-contract.js';
import { depotContract, type PartEvent, type PartsPage } from './depot.suite.js';
import { EventHandlers } from './event-handlers.js';
import { On } from './on.js';

const startsAt = { snapshot: 'parts', load: 'load' } as const;

describe('a handler that starts at a snapshot', () => {
  const CURSORS = { context: 'depot', beginsAnywhere: true } as EventCursors;
  const start = (instance: object, cursors = CURSORS) =>
    EventHandlers.of([instance], { depot: {} }, cursors).all.length;

  class Copies {
    @On(depotContract, 'part.removed', { startsAt })
    async apply(event: PartEvent): Promise<void> {
      expect(event).toBeDefined();
    }

    async load({ rows: [first], after, next }: PartsPage): Promise<void> {
      void [first?.count satisfies number | undefined, after satisfies number | undefined, next];
    }
  }

  it('has the method that it names', () => {
    expect(start(new Copies())).toBe(1);
    class Incomplete {
      @On(depotContract, 'part.removed', { startsAt: startsAt as never })
      async apply(event: PartEvent): Promise<void> {
        expect(event).toBeDefined();
      }
    }
    expect(() => start(new Incomplete())).toThrow(
      'the handler depot:part.removed names a method load: it is not there',
    );
  });

  it('needs a store that can note it', () => {
    class Later {
      @On(depotContract, 'part.removed', { startsAt: 'now' })
      async apply(event: PartEvent): Promise<void> {
        expect(event).toBeDefined();
      }
    }
    const file = { ...CURSORS, beginsAnywhere: false } as EventCursors;
    for (const each of [new Copies(), new Later()]) {
      expect(() => start(each, file)).toThrow(
        'the handler depot:part.removed cannot start here: its store has positions from the beginning only',
      );
    }
  });

  it.each([{ share: true }, { cacheMs: 10 }])('reads no older answer: %j', (sending) => {
    const page = z.object({ rows: z.array(z.int()), next: z.int().optional() });
    const input = z.object({ after: z.int().optional() });
    const depot = defineContract('depot', {
      errors: {},
      calls: { parts: query({ input, output: page, ...sending }) },
      events: { 'part.removed': z.object({ partId: z.int() }) },
    });
    class Stale {
      @On(depot, 'part.removed', { startsAt })
      async apply(): Promise<void> {}

      async load(): Promise<void> {}
    }
    expect(() => start(new Stale())).toThrow(
      'depot.parts cannot be a snapshot: its answers are shared or cached',
    );
  });

  it('has the types of its query', () => {
    class Wrong {
      // @ts-expect-error: another query, which answers no pages
      @On(depotContract, 'part.removed', { startsAt: { snapshot: 'partsByIds', load: 'load' } })
      async first(): Promise<void> {}

      // @ts-expect-error: the call for events
      @On(depotContract, 'part.removed', { startsAt: { snapshot: 'events', load: 'load' } })
      async second(): Promise<void> {}

      // @ts-expect-error: a method that is not there
      @On(depotContract, 'part.removed', { startsAt: { snapshot: 'parts', load: 'loads' } })
      async third(): Promise<void> {}

      // @ts-expect-error: a method that gets other rows
      @On(depotContract, 'part.removed', { startsAt: { snapshot: 'parts', load: 'other' } })
      async fourth(): Promise<void> {}

      async load(): Promise<void> {}

      async other(page: { rows: { partId: string }[] }): Promise<void> {
        expect(page).toBeDefined();
      }
    }
    expect(Wrong.name).toBe('Wrong');
  });
});
