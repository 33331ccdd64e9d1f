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

  it.each([
    [{ share: true, background: true }, 'its answers are shared or cached'],
    [{ cacheMs: 10, background: true }, 'its answers are shared or cached'],
    [{}, 'declare `background: true`'],
  ])('reads no older answer, and disturbs no other call: %j', (sending, message) => {
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
    expect(() => start(new Stale())).toThrow(`depot.parts cannot be a snapshot: ${message}`);
  });

  it('parks no event, which could undo a page later', () => {
    class Parking {
      @On(depotContract, 'part.removed', { startsAt, onFailure: 'park' })
      async apply(): Promise<void> {}

      async load(): Promise<void> {}
    }
    expect(() => start(new Parking())).toThrow(
      'the handler depot:part.removed cannot park events: applied later, one could undo a page',
    );
  });

  it('has the types of its query', () => {
    const depot = defineContract('depot', {
      errors: {},
      calls: {
        parts: query({
          input: z.object({ after: z.int().nullish() }),
          output: z.object({ rows: z.array(z.int()), next: z.int().nullable() }),
        }),
      },
      events: { 'part.removed': z.object({ partId: z.int() }) },
    });
    class Wrong {
      // @ts-expect-error: null says that the first page is the next one
      @On(depot, 'part.removed', { startsAt })
      async zeroth(): Promise<void> {}

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
