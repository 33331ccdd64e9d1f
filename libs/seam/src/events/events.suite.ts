import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DatabaseEventLog, type EventsOptions, publish as publishIn } from '#glue/db';
import { commonErrors, ServiceError } from '#glue/errors';
import { waitFor } from '../../../../test/support/wait-for.js';
import { BINDINGS, type OpenBinding } from '../testing/bindings.suite.js';
import { EventFollower } from './event-follower.js';
import { EventHandlers } from './event-handlers.js';
import {
  add,
  Catalogue,
  libraryContract,
  openLibrary,
  Shelf,
  type Trouble,
} from './library.suite.js';

const PACE = { pollMs: 10, retryMs: 2, tries: 4 };
const WAIT_MS = 10_000;

/** What events mean, in every binding. */
export function describeEvents(
  where: string,
  { bindings = BINDINGS, ...options }: EventsOptions & { bindings?: typeof BINDINGS } = {},
): void {
  describe.each(bindings)(`events, %s, ${where}`, (_name, open) => {
    let library: Awaited<ReturnType<typeof openLibrary>>;
    let binding: OpenBinding<typeof libraryContract>;
    let shelf: Shelf;
    let catalogue: Catalogue;
    let handlers: EventHandlers;
    let followers: EventFollower[];
    beforeAll(async () => {
      library = await openLibrary(options);
      binding = await open(libraryContract, library.service);
    }, 60_000);
    afterAll(async () => {
      await binding.close();
      await library.close();
    });
    beforeEach(async () => {
      jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
      jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
      await library.empty();
      [shelf, catalogue] = [new Shelf(library.dataSource), new Catalogue(library.dataSource)];
      handlers = handlersOf(shelf, catalogue);
      followers = [];
    });
    afterEach(async () => {
      await Promise.all(followers.map((each) => each.stop()));
      jest.restoreAllMocks();
    });

    const handlersOf = (...instances: object[]) =>
      EventHandlers.of(instances, { library: binding.client }, library.cursors);
    const put = () => handlers.named('library:book.added');
    const note = () => handlers.named('library:catalogue');
    const follow = (handler = put()) => {
      const follower = new EventFollower(handler, PACE);
      follower.start();
      followers.push(follower);
      return follower;
    };
    const publish = (...ids: number[]) =>
      ids.reduce<Promise<void>>(
        (all, id) => all.then(() => add(library.dataSource, id)),
        Promise.resolve(),
      );
    const untilShelf = (...ids: number[]) =>
      waitFor(
        async () => JSON.stringify(await library.shelf()) === JSON.stringify(ids),
        WAIT_MS,
        () => `the shelf to be ${ids.join()}`,
      );

    it('are applied in order, each once, with what was prepared', async () => {
      const seen: unknown[] = [];
      shelf.trouble = (_event, prepared) => void seen.push(prepared);
      await publish(1, 2, 3);
      expect(await put().catchUp()).toBe(3);
      expect(await put().catchUp()).toBe(0);
      await publish(4);
      expect(await put().catchUp()).toBe(1);
      expect(await library.shelf()).toEqual([1, 2, 3, 4]);
      expect(seen).toEqual([1, 2, 3, 4].map((id) => `prepared ${id}`));
      expect(shelf.asked).toBe(3);
    });

    it('are applied as they are published, without a poll in between', async () => {
      follow();
      await waitFor(
        async () => shelf.asked > 0,
        WAIT_MS,
        () => 'the first request',
      );
      const start = performance.now();
      for (let id = 1; id <= 20; id++) await publish(id);
      await untilShelf(...Array.from({ length: 20 }, (_, i) => i + 1));
      expect(performance.now() - start).toBeLessThan(WAIT_MS / 2);
    });

    it('are not published by a transaction that is rolled back, nor outside of one', async () => {
      const { dataSource } = library;
      const failing = dataSource.transaction(async () => {
        await add(dataSource, 1);
        throw new Error('rolled back');
      });
      await expect(failing).rejects.toThrow('rolled back');
      await publish(2);
      await put().catchUp();
      expect(await library.shelf()).toEqual([2]);
    });

    it('are not published with more than 1 KiB of data', async () => {
      const { dataSource } = library;
      const type = libraryContract.events['book.added'];
      const withText = (length: number) => ({
        ...type,
        crossing: { encode: () => 'x'.repeat(length - 2) },
      });
      const publishing = (length: number) =>
        dataSource.transaction((manager) => {
          publishIn(manager, withText(length), { bookId: 1 });
          return Promise.resolve();
        });
      await expect(publishing(1_025)).rejects.toThrow('is longer than 1024 bytes of JSON');
      await publishing(1_024);
    });

    it('have one effect each, with several processes', async () => {
      const others = [handlers, handlersOf(shelf), handlersOf(shelf)];
      const all = Array.from({ length: 60 }, (_, i) => i + 1);
      others.forEach((each) => follow(each.named('library:book.added')));
      await publish(...all);
      await untilShelf(...all);
    });

    it('begin now, or at the first one, as the handler declares', async () => {
      await publish(1);
      expect([await put().catchUp(), await note().catchUp()]).toEqual([1, 0]);
      await publish(2);
      await add(library.dataSource, 3, 'book.lost');
      expect(await note().catchUp()).toBe(2);
      expect(await library.shelf()).toEqual([1, 2, -3]);
    });

    it('stop the handler at one that fails again and again, until it is reset', async () => {
      shelf.trouble = failAt(2);
      const follower = follow();
      await publish(1, 2, 3);
      await waitFor(
        async () => follower.note?.startsWith('stopped') === true,
        WAIT_MS,
        () => 'the handler to stop',
      );
      expect(await library.shelf()).toEqual([1]);
      expect((await put().position()).stopped).toBe('no room');
      shelf.trouble = () => undefined;
      await expect(put().catchUp()).rejects.toThrow('no room');
      await put().resume();
      await untilShelf(1, 2, 3);
      await waitFor(
        async () => follower.note === undefined,
        WAIT_MS,
        () => 'the note to go',
      );
    });

    it('park one that fails, if so declared, and follow on', async () => {
      await note().position();
      catalogue.trouble = failAt(2);
      follow(note());
      await publish(1, 2, 3);
      await untilShelf(1, 3);
      const parked = await library.dataSource.query<unknown[]>(
        'SELECT handler, type, data, reason FROM library.parked_events',
      );
      const row = { handler: 'library:catalogue', type: 'book.added', data: { bookId: 2 } };
      expect(parked).toEqual([{ ...row, reason: 'no room' }]);
    });

    it('wait as long as something is unavailable', async () => {
      let isAvailable = false;
      shelf.trouble = () => {
        if (!isAvailable) throw new ServiceError(commonErrors.database_unavailable);
      };
      const follower = follow();
      await publish(1);
      await waitFor(
        async () => shelf.asked > PACE.tries + 1,
        WAIT_MS,
        () => 'many tries',
      );
      expect(follower.note).toMatch(/^waiting/);
      isAvailable = true;
      await untilShelf(1);
    });

    it('are tried as often after an outage as before', async () => {
      let isAvailable = false;
      let failures = 0;
      shelf.trouble = () => {
        if (!isAvailable) throw new ServiceError(commonErrors.database_unavailable);
        if (++failures < PACE.tries) throw new Error('no room');
      };
      follow();
      await publish(1);
      await waitFor(
        async () => shelf.asked > PACE.tries,
        WAIT_MS,
        () => 'many tries',
      );
      isAvailable = true;
      await untilShelf(1);
      expect(failures).toBe(PACE.tries);
    });

    it('of a type that the provider does not know yet are not passed over', async () => {
      await publish(1);
      await library.dataSource.query(
        `INSERT INTO library.events (event_id, type, data)
         VALUES (gen_random_uuid(), 'book.sold', '{"bookId":2}')`,
      );
      const asked = { follower: 'test', types: ['book.added', 'book.sold'], limit: 10, waitMs: 0 };
      await expect(binding.client.events(asked)).rejects.toMatchObject({ status: 503 });
    });

    it('of another process are found by polling', async () => {
      const log = new DatabaseEventLog(library.dataSource, 'library', { pollMs: 20 });
      const { version } = log.signal;
      const changed = log.signal.next(version, WAIT_MS, new AbortController().signal);
      await library.dataSource.query(
        `INSERT INTO library.events (event_id, type, data)
         VALUES (gen_random_uuid(), 'book.added', '{"bookId":1}')`,
      );
      await changed;
      expect(log.signal.version).toBeGreaterThan(version);
      await log.stopLooking();
    });

    it('of another process are looked for once at a time', async () => {
      const log = new DatabaseEventLog(library.dataSource, 'library', { pollMs: 5 });
      const [times, finish] = [{ passed: 0 }, { call: () => {} }];
      const timer = setInterval(() => times.passed++, 5);
      const end = jest
        .spyOn(log, 'end')
        .mockReturnValue(new Promise((resolve) => (finish.call = () => resolve(undefined))));
      const gone = new AbortController();
      const waiting = log.signal.next(log.signal.version, WAIT_MS, gone.signal);
      const until = (isDone: () => boolean) => waitFor(isDone, WAIT_MS, () => 'a poll');
      await until(() => end.mock.calls.length > 0);
      const begun = times.passed;
      await until(() => times.passed > begun + 5);
      expect(end).toHaveBeenCalledTimes(1);
      finish.call();
      await until(() => end.mock.calls.length > 1);
      clearInterval(timer);
      gone.abort();
      await Promise.allSettled([waiting, log.stopLooking()]);
    });

    it('are not applied after the provider was restored without the last one', async () => {
      await publish(1, 2);
      await put().catchUp();
      await library.dataSource.query(
        'DELETE FROM library.events WHERE id = (SELECT max(id) FROM library.events)',
      );
      await publish(3);
      const follower = follow();
      await waitFor(
        async () => follower.note !== undefined,
        WAIT_MS,
        () => 'a note',
      );
      expect(follower.note).toMatch(/^library does not have the event.*restored/);
      expect(follower.note).toContain(
        '`npm run events -- replay library:library:book.added --from end`',
      );
      expect(await library.shelf()).toEqual([1, 2]);
      await put().reset();
      await untilShelf(1, 2, 1, 3);
    });

    it('pass over those of other types, so that they are not read again', async () => {
      await publish(1);
      await put().catchUp();
      await library.dataSource.query(
        `INSERT INTO library.events (event_id, type, data)
         SELECT gen_random_uuid(), 'of.a-later-version', '{}' FROM generate_series(1, 1500)`,
      );
      expect(await put().catchUp()).toBe(0);
      expect((await put().position()).cursor).toEqual(await library.log.end());
      await publish(2);
      expect(await put().catchUp()).toBe(1);
    });

    it('finish the one that is being applied when the process stops', async () => {
      let finish: (() => void) | undefined;
      shelf.trouble = () => new Promise<void>((resolve) => (finish = resolve));
      const follower = follow();
      await publish(1, 2);
      await waitFor(
        async () => finish !== undefined,
        WAIT_MS,
        () => 'the first one',
      );
      let isOver = false;
      const stopping = follower.stop().then(() => (isOver = true));
      await new Promise(setImmediate);
      expect(isOver).toBe(false);
      finish!();
      await stopping;
      expect(await put().pending(10)).toMatchObject({ events: [{ data: { bookId: 2 } }] });
    });

    it('end an open wait at once when the provider is about to stop', async () => {
      const asked = { follower: 'test', types: ['book.added'], limit: 1 };
      const waiting = binding.client.events({ ...asked, waitMs: 20_000 });
      await new Promise(setImmediate);
      library.log.signal.stop();
      await expect(waiting).resolves.toMatchObject({ events: [] });
    });
  });
}

function failAt(bookId: number): Trouble {
  return ({ data }) => {
    if (data.bookId === bookId) throw new Error('no room');
  };
}
