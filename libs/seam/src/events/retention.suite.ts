import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eventsTool } from '#glue/event-tool';
import { runTool } from '#glue/tools';
import { waitFor } from '../../../../test/support/wait-for.js';
import { BINDINGS, type OpenBinding } from '../testing/bindings.suite.js';
import { EventFollower } from './event-follower.js';
import { EventHandlers } from './event-handlers.js';
import { Catalogue, libraryContract, openLibrary, Shelf } from './library.suite.js';

const KEPT = { keptDays: 30, heldDays: 90 };
const PUT = 'library:library:book.added';
const NOTE = 'library:library:catalogue';
const WAIT_MS = 10_000;

/** How long events are kept, and what a follower does that is behind or restored, in every binding. */
export function describeRetention(where: string, bindings = BINDINGS): void {
  describe.each(bindings)(`the retention of events, %s, ${where}`, (_name, open) => {
    let library: Awaited<ReturnType<typeof openLibrary>>;
    let binding: OpenBinding<typeof libraryContract>;
    let stranger: OpenBinding<typeof libraryContract>;
    let handlers: EventHandlers;
    beforeAll(async () => {
      library = await openLibrary();
      binding = await open(libraryContract, library.service, 'library');
      stranger = await open(libraryContract, library.service, 'hotel');
    }, 60_000);
    afterAll(async () => {
      await binding.close();
      await stranger.close();
      await library.close();
    });
    let warned: jest.Spied<Logger['warn']>;
    beforeEach(async () => {
      warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
      jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
      await library.empty();
      const instances = [new Shelf(library.dataSource), new Catalogue(library.dataSource)];
      handlers = EventHandlers.of(instances, { library: binding.client }, library.cursors);
    });
    afterEach(() => jest.restoreAllMocks());

    const sql = <Row>(text: string) => library.dataSource.query<Row[]>(text);
    const put = () => handlers.named('library:book.added');
    const note = () => handlers.named('library:catalogue');
    /** Events of a number of days ago, one per book. */
    const published = (count: number, daysAgo: number) =>
      sql(
        `INSERT INTO library.events (event_id, type, data, created_at)
         SELECT gen_random_uuid(), 'book.added', json_build_object('bookId', i),
           now() - interval '${daysAgo} days' FROM generate_series(1, ${count}) AS i ORDER BY i`,
      );
    const kept = async () => {
      const [row] = await sql<{ ids: number[] | null }>(
        'SELECT array_agg(id::int ORDER BY id) AS ids FROM library.events',
      );
      return row!.ids ?? [];
    };
    const from = (first: number, last: number) =>
      Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const sweep = async () => {
      await library.log.followers.store();
      while (await library.log.followers.sweep(KEPT)) expect(await kept()).not.toEqual([]);
    };
    const unseenFor = (follower: string, days: number) =>
      sql(
        `UPDATE library.event_followers SET seen_at = now() - interval '${days} days'
         WHERE follower = '${follower}'`,
      );
    const at = async (id: number) => {
      const [row] = await sql<{ id: number; eventId: string }>(
        `SELECT id::int, event_id AS "eventId" FROM library.events WHERE id = ${id}`,
      );
      return row!;
    };
    /** What a restored backup of the database of the handler says. */
    const restored = async (name: string, id: number) => {
      const { eventId } = await at(id);
      await sql(
        `UPDATE library.event_cursors SET id = ${id}, event_id = '${eventId}', repeats_to = NULL
         WHERE handler = '${name}'`,
      );
    };

    it('are kept for the slowest follower, with the one of its position', async () => {
      await published(1200, 40);
      await put().catchUp();
      await library.cursors.begin(note().name, await at(700));
      await note().pending(1);
      await put().pending(1);
      await sweep();
      expect(await kept()).toEqual(from(700, 1200));
      expect(await note().catchUp()).toBe(500);
    });

    it('are kept until they are old, and the last one forever', async () => {
      await published(3, 40);
      await published(2, 29);
      await put().catchUp();
      await put().pending(1);
      await sweep();
      expect(await kept()).toEqual([4, 5]);
      await sql(`UPDATE library.events SET created_at = now() - interval '50 days'`);
      await sweep();
      expect(await kept()).toEqual([5]);
      expect(await put().catchUp()).toBe(0);
    });

    it('are removed without a gap, also if a long transaction published one', async () => {
      await published(2, 40);
      await published(1, 10);
      await published(2, 40);
      await put().catchUp();
      await put().pending(1);
      await sweep();
      expect(await kept()).toEqual([3, 4, 5]);
    });

    it('are kept for a follower that has begun, and applied none', async () => {
      await published(5, 40);
      await put().pending(1);
      await sweep();
      expect(await kept()).toEqual([1, 2, 3, 4, 5]);
    });

    it('are not kept for a follower that has not asked for long, which is then told', async () => {
      await published(5, 100);
      await library.cursors.begin(put().name, await at(2));
      await put().pending(1);
      await library.log.followers.store();
      await unseenFor(PUT, 89);
      await sweep();
      expect(await kept()).toEqual([2, 3, 4, 5]);
      await unseenFor(PUT, 91);
      await sweep();
      expect(await kept()).toEqual([5]);
      const follower = new EventFollower(put(), { pollMs: 10, retryMs: 2, tries: 2 });
      follower.start();
      await waitFor(
        async () => follower.note !== undefined,
        WAIT_MS,
        () => 'a note',
      );
      await follower.stop();
      expect(follower.note).toMatch(/^library has removed events .*docs\/events\.md/);
      expect(await library.shelf()).toEqual([]);
      const tool = (line: string) =>
        runTool(eventsTool('library'), line.split(' '), () => handlers as never, {
          signal: new AbortController().signal,
          print: async () => undefined,
          ask: async () => undefined,
        });
      expect(await tool(`replay ${PUT} --from first --yes`)).toEqual({ exit: 0 });
      expect(await put().catchUp()).toBe(1);
    });

    it('are kept since a follower has left them, so that it can be restored from a backup', async () => {
      const heldFor = (days: number) =>
        sql(`UPDATE library.event_followers SET next_held_at = now() - interval '${days} days'`);
      await published(2, 60);
      await put().catchUp();
      await put().pending(1);
      await sweep();
      expect(await kept()).toEqual([2]);
      await published(3, 40);
      await put().catchUp();
      await put().pending(1);
      await sweep();
      expect(await kept()).toEqual([2, 3, 4, 5]);
      await heldFor(29);
      await sweep();
      await restored(put().name, 2);
      expect(await put().catchUp()).toBe(3);
      await put().pending(1);
      await heldFor(31);
      await sweep();
      expect(await kept()).toEqual([2, 3, 4, 5]);
      await heldFor(31);
      await sweep();
      expect(await kept()).toEqual([5]);
    });

    it('are kept also for a follower that was set back, and has applied them again', async () => {
      await published(5, 40);
      await put().catchUp();
      await put().pending(1);
      await library.log.followers.store();
      await restored(put().name, 3);
      await put().pending(1);
      await library.log.followers.store();
      await put().catchUp();
      await put().pending(1);
      await sweep();
      expect(await kept()).toEqual([3, 4, 5]);
    });

    it('are not locked while none is old', async () => {
      await published(5, 10);
      await put().catchUp();
      await put().pending(1);
      await sweep();
      expect(await sql(`SELECT id FROM library.events WHERE xmax::text <> '0'`)).toEqual([]);
    });

    it('a position is stored without a write per request', async () => {
      await published(3, 1);
      await put().catchUp();
      for (let i = 0; i < 20; i++) await put().pending(1);
      expect(await sql('SELECT FROM library.event_followers')).toEqual([]);
      await library.log.followers.store();
      const rows = await sql(
        'SELECT follower, id::int, furthest_id::int AS furthest FROM library.event_followers',
      );
      expect(rows).toEqual([{ follower: PUT, id: 3, furthest: 3 }]);
    });

    it('a question about another position does not store it', async () => {
      await published(5, 40);
      await put().catchUp();
      await put().pending(1);
      const [operations] = handlers.operations.filter(({ fullName }) => fullName === PUT);
      expect([await operations!.replayed('first'), await operations!.replayed(2)]).toEqual([5, 4]);
      await sweep();
      expect(await kept()).toEqual([5]);
    });

    it('a position is stored, and answered, for the context of the follower only', async () => {
      await published(5, 40);
      await put().catchUp();
      await put().pending(1);
      await library.log.followers.store();
      const asked = { follower: PUT, types: ['book.added'], limit: 10, waitMs: 0 };
      const answer = await stranger.client.events({ ...asked, after: await at(2) });
      expect(answer.events.map(({ id }) => id)).toEqual([3, 4, 5]);
      expect(answer.reported).toBeUndefined();
      await sweep();
      expect(await kept()).toEqual([5]);
    });

    it('a restored handler that began "now" repeats nothing, whatever was before', async () => {
      await published(1_000, 2);
      await note().position();
      await published(100, 1);
      expect(await note().catchUp()).toBe(100);
      await note().pending(1);
      await library.log.followers.store();
      await sql('TRUNCATE library.shelf');
      await restored(note().name, 1_000);
      expect(await note().catchUp()).toBe(0);
      expect(await note().catchUp()).toBe(0);
      expect(await library.shelf()).toEqual([]);
      expect(warned).toHaveBeenCalledWith(
        expect.stringMatching(/^library:catalogue: continues after event 1100, not 1000/),
      );
      await published(1, 0);
      expect(await note().catchUp()).toBe(1);
    });

    it('a handler whose database is new begins "now", and has none of 1,000 before', async () => {
      await published(1_000, 2);
      expect(await note().catchUp()).toBe(0);
      await published(1, 0);
      expect(await note().catchUp()).toBe(1);
      await note().pending(1);
      await sql('TRUNCATE library.event_cursors, library.shelf');
      expect(await note().catchUp()).toBe(0);
      expect(await library.shelf()).toEqual([]);
    });

    it('a restored handler that began at the beginning applies events again', async () => {
      await published(10, 1);
      await put().catchUp();
      await put().pending(1);
      await restored(put().name, 7);
      expect(await put().catchUp()).toBe(3);
    });

    it('a handler that an operator has set back repeats, also if it began "now"', async () => {
      await note().position();
      await published(10, 1);
      await note().catchUp();
      await note().pending(1);
      const [operations] = handlers.operations.filter(({ fullName }) => fullName === NOTE);
      await operations!.replay(4);
      expect(await note().catchUp()).toBe(7);
    });
  });
}
