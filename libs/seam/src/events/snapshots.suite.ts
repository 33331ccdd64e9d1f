import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { EventsOptions } from '#glue/db';
import { commonErrors, ServiceError } from '#glue/errors';
import { eventsTool } from '#glue/event-tool';
import { seededRandom } from '../../../../test/support/random.js';
import { outputOf } from '../../../../test/support/tool-output.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { BINDINGS, type OpenBinding } from '../testing/bindings.suite.js';
import {
  change,
  changeAny,
  Copies,
  depotContract,
  openDepot,
  type PartEvent,
  type PartsPage,
} from './depot.suite.js';
import { EventFollower } from './event-follower.js';
import { EventHandlers } from './event-handlers.js';

const PAGE = 20;
const PACE = { pollMs: 10, retryMs: 2, tries: 4 };
const WAIT_MS = 90_000;
const NAME = 'depot:depot:copies';
const KEPT = { keptDays: 30, heldDays: 90 };

/**
 * What it means to start at a snapshot, in every binding.
 *
 * @param rows how many are loaded beside writers, who share the one connection of an embedded database
 */
export function describeSnapshots(
  where: string,
  rows: number,
  { bindings = BINDINGS, ...options }: EventsOptions & { bindings?: typeof BINDINGS } = {},
): void {
  describe.each(bindings)(`a snapshot at the start, %s, ${where}`, (_name, open) => {
    let depot: Awaited<ReturnType<typeof openDepot>>;
    let binding: OpenBinding<typeof depotContract>;
    let copies: Copies;
    let handlers: EventHandlers;
    let followers: EventFollower[];
    beforeAll(async () => {
      depot = await openDepot(PAGE, options);
      binding = await open(depotContract, depot.service, 'depot');
    }, 60_000);
    afterAll(async () => {
      depot.log.signal.stop();
      await binding.close();
      await depot.close();
    });
    beforeEach(async () => {
      jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
      jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
      await depot.log.followers.store();
      await sql(
        `TRUNCATE depot.events, depot.unnumbered_events, depot.event_followers, depot.event_cursors,
           depot.parked_events, depot.parts, depot.copies, depot.effects RESTART IDENTITY`,
      );
      depot.service.afterRead = async () => undefined;
      copies = new Copies(depot.dataSource);
      handlers = handlersOf(copies);
      followers = [];
    });
    afterEach(async () => {
      await Promise.all(followers.map((each) => each.stop()));
      jest.restoreAllMocks();
    });

    const sql = <Row>(text: string) => depot.dataSource.query<Row[]>(text);
    const handlersOf = (instance: object) =>
      EventHandlers.of([instance], { depot: binding.client }, depot.cursors);
    const copy = () => handlers.named('depot:copies');
    const follow = (handler = copy()) => {
      const follower = new EventFollower(handler, PACE);
      follower.start();
      followers.push(follower);
      return follower;
    };
    const until = (isDone: () => Promise<boolean>, what: string) =>
      waitFor(isDone, WAIT_MS, () => what);
    /** Parts whose changes no event says. */
    const stock = (count: number) =>
      sql(`INSERT INTO depot.parts SELECT i, i FROM generate_series(1, ${count}) AS i`);
    const parts = () => sql('SELECT part::int, count FROM depot.parts ORDER BY part');
    const copied = () => sql('SELECT part::int, count FROM depot.copies ORDER BY part');
    const place = async () => (await depot.cursors.find(copy().name))?.loading;
    const at = async () => (await depot.cursors.find(copy().name))?.cursor?.id;
    const isCaughtUp = async () => (await at()) === (await depot.log.end())?.id;
    const pages = () =>
      sql<{ first: number; next: number | null }>(
        'SELECT first, next FROM depot.effects ORDER BY place',
      );
    /** Each page begins where the one before it ends: none had an effect twice, or none. */
    const expectEachPageOnce = async () => {
      const all = await pages();
      expect(all.map(({ first }) => first)).toEqual([0, ...all.slice(0, -1).map((p) => p.next)]);
      expect(all.at(-1)!.next).toBeNull();
    };
    const events = (line: string) => outputOf(eventsTool('depot'), line, () => handlers);

    it(`${rows} rows are loaded by two processes while 8 writers insert, change and delete`, async () => {
      const random = seededRandom();
      await stock(rows);
      let isOver = false;
      const write = async () => {
        while (!isOver) {
          await changeAny(depot.dataSource, 1.3 * rows, random);
          await delay(40 * random());
        }
      };
      const writers = Array.from({ length: 8 }, write);
      const begun = async () => ((await depot.log.end())?.id ?? 0) > 20;
      await until(begun, 'events before the start');
      [handlers, handlersOf(copies)].forEach((each) => follow(each.named('depot:copies')));
      await until(async () => (await pages()).length > 0, 'the first page');
      const first = await at();
      await until(async () => (await pages()).at(-1)?.next === null, 'the last page');
      isOver = true;
      await Promise.all(writers);
      const last = (await depot.log.end())!.id;
      expect(last).toBeGreaterThan(first! + 20);
      const isLast = `SELECT max(id)::int AS id FROM depot.events`;
      await until(
        async () => (await at()) === (await sql<{ id: number }>(isLast))[0]!.id,
        'the end',
      );
      expect((await pages()).length).toBeGreaterThan(rows / PAGE / 2);
      await expectEachPageOnce();
      expect(await copied()).toEqual(await parts());
    }, 60_000);

    it('has what changes while a page is read, before it and behind it', async () => {
      await stock(3 * PAGE);
      await change(depot.dataSource, 10, 100);
      depot.service.afterRead = async (after) => {
        if (after === PAGE) {
          for (const id of [5, 25, 45]) await change(depot.dataSource, id);
          for (const id of [6, 26, 46]) await change(depot.dataSource, id, 7);
          await change(depot.dataSource, 1_000, 1);
        }
      };
      await copy().catchUp();
      expect(await copied()).toEqual(await parts());
      expect((await pages()).map(({ first }) => first)).toEqual([0, 20, 40, 1_000]);
      expect(await isCaughtUp()).toBe(true);
    });

    it('begins at its position, and events before it are not applied', async () => {
      for (const id of [1, 2, 3]) await change(depot.dataSource, id, id);
      const seen: (PartEvent | PartsPage)[] = [];
      copies.trouble = (what) => void seen.push(what);
      expect(await copy().catchUp()).toBe(0);
      await change(depot.dataSource, 2);
      expect(await copy().catchUp()).toBe(1);
      const rows = [1, 2, 3].map((partId) => ({ partId, count: partId }));
      expect(seen).toMatchObject([{ rows }, { type: 'part.removed', data: { partId: 2 } }]);
    });

    it('may be empty', async () => {
      expect(await copy().catchUp()).toBe(0);
      expect(await place()).toBeUndefined();
      await change(depot.dataSource, 1, 1);
      expect(await copy().catchUp()).toBe(1);
      expect(await copied()).toEqual([{ part: 1, count: 1 }]);
    });

    it('continues at its page in another process', async () => {
      await stock(2 * PAGE + 1);
      await copy().applySome(1, () => true);
      expect(await place()).toBe('20');
      handlers = handlersOf(copies);
      await copy().catchUp();
      expect((await pages()).map(({ first }) => first)).toEqual([0, 20, 40]);
      expect(await copied()).toEqual(await parts());
    });

    it('stops at a page that it cannot apply, and never parks it', async () => {
      await stock(2 * PAGE + 1);
      copies.trouble = (page) => {
        if ('rows' in page && page.after === PAGE) throw new Error('no room');
      };
      const follower = follow();
      await until(async () => follower.note?.startsWith('stopped at an') === true, 'a stop');
      expect(await depot.cursors.find(copy().name)).toMatchObject({
        loading: '20',
        stopped: 'no room',
      });
      expect((await copied()).length).toBe(PAGE);
      const since = 'stopped since \\d{4}-[^ ]+Z: no room';
      const { exit, output } = await events('list');
      expect(exit).toBe(4);
      expect(output).toMatch(
        new RegExp(
          `^${NAME}: loading a snapshot, after 20; then at event 0, nothing to apply; ${since}$`,
        ),
      );
      expect(await events(`skip ${NAME} 1`)).toEqual({
        exit: 1,
        output: `${NAME} loads a snapshot, of which no page can be skipped.`,
      });
      copies.trouble = () => undefined;
      expect(await events('retry')).toEqual({ exit: 0, output: `${NAME}: runs again.` });
      await until(async () => (await place()) === undefined, 'the last page');
      await until(async () => follower.note === undefined, 'the note to go');
      await expectEachPageOnce();
      expect(await copied()).toEqual(await parts());
    });

    it('tries each page as often as an event', async () => {
      await stock(PACE.tries * PAGE);
      const failed = new Set<unknown>();
      copies.trouble = (page) => {
        if (!('rows' in page) || failed.has(page.after)) return;
        failed.add(page.after);
        throw new Error('no room');
      };
      const follower = follow();
      await until(async () => (await copied()).length === PACE.tries * PAGE, 'all pages');
      await until(async () => follower.note === undefined, 'the note to go');
      expect(failed.size).toBeGreaterThanOrEqual(PACE.tries);
    });

    it('waits as long as something is unavailable, and says that it is being loaded', async () => {
      await stock(PAGE);
      let isAvailable = false;
      let tries = 0;
      copies.trouble = () => {
        tries++;
        if (!isAvailable) throw new ServiceError(commonErrors.database_unavailable);
      };
      const follower = follow();
      await until(async () => tries > 2 * PACE.tries, 'many tries');
      expect(follower.note).toMatch(/^waiting/);
      let resume: (() => void) | undefined;
      depot.service.afterRead = async (after) => {
        if (after) await new Promise<void>((resolve) => (resume = resolve));
      };
      isAvailable = true;
      await until(async () => resume !== undefined, 'the second page');
      expect(follower.note).toBe('depot:copies loads its snapshot');
      expect(await events('list')).toEqual({
        exit: 0,
        output: `${NAME}: loading a snapshot, after 20; then at event 0, nothing to apply`,
      });
      resume!();
      await until(async () => follower.note === undefined, 'the note to go');
    });

    it.each<[what: string, answer: (after: number | undefined) => object, stopped: string]>([
      ['a page again', () => ({ rows: [], next: 7 }), 'its next key is not beyond the one before'],
      [
        'pages in turn',
        (after) => ({ rows: [], next: after === 7 ? 3 : 7 }),
        'its next key is not beyond the one before',
      ],
      [
        'a page that fails',
        (after) => {
          if (after) throw new Error('no such column');
          return { rows: [], next: 7 };
        },
        'no such column',
      ],
    ])('stops at %s, instead of reading without end', async (_what, answer, stopped) => {
      await stock(1);
      const parts = async ({ after }: { after?: number }) => answer(after);
      handlers = EventHandlers.of([copies], { depot: { ...binding.client, parts } }, depot.cursors);
      const follower = follow();
      await until(async () => follower.note?.startsWith('stopped') === true, 'a stop');
      expect(await depot.cursors.find(copy().name)).toMatchObject({ loading: '7', stopped });
    });

    /** As if they had been published so many days ago. */
    const age = (days: number) =>
      sql(`UPDATE depot.events SET created_at = now() - interval '${days} days'`);
    const sweep = async () => {
      await depot.log.followers.store();
      while (await depot.log.followers.sweep(KEPT));
    };
    const kept = async () => {
      const ids = await sql<{ id: number }>('SELECT id::int FROM depot.events ORDER BY id');
      return ids.map(({ id }) => id);
    };

    it('its position holds the events since then', async () => {
      await stock(2 * PAGE);
      for (const id of [1, 2, 3]) await change(depot.dataSource, id, id);
      await copy().applySome(1, () => true);
      for (const id of [4, 5, 6]) await change(depot.dataSource, id);
      await depot.log.end();
      await age(40);
      await sweep();
      expect(await kept()).toEqual([3, 4, 5, 6]);
      await copy().catchUp();
      expect(await copied()).toEqual(await parts());
    });

    it('if its events are removed meanwhile, it waits, and is loaded again by an operator', async () => {
      await stock(3 * PAGE);
      await change(depot.dataSource, 1, 1);
      await copy().applySome(1, () => true);
      for (const id of [2, 30]) await change(depot.dataSource, id);
      await depot.log.end();
      await age(100);
      await depot.log.followers.store();
      await sql(`UPDATE depot.event_followers SET seen_at = now() - interval '91 days'`);
      await sweep();
      const follower = follow();
      const hasExpired = async () => follower.note?.startsWith('depot has removed events') === true;
      await until(hasExpired, 'a note');
      expect((await pages()).length).toBe(1);
      expect(await events(`replay ${NAME} --from first --yes`)).toEqual({
        exit: 1,
        output: `${NAME} loads a snapshot: give --from snapshot, or end.`,
      });
      expect((await events(`replay ${NAME} --from snapshot --yes`)).exit).toBe(0);
      await until(async () => (await place()) === undefined, 'the last page');
      await until(async () => follower.note === undefined, 'the note to go');
      expect(await copied()).toEqual(await parts());
    });

    it('is loaded again after its provider was restored, without what is not there', async () => {
      await stock(PAGE + 5);
      for (const id of [100, 101]) await change(depot.dataSource, id, id);
      await copy().catchUp();
      await sql('DELETE FROM depot.events WHERE id = 2');
      await sql('DELETE FROM depot.parts WHERE part IN (3, 101)');
      const follower = follow();
      const command = `replay ${NAME} --from snapshot`;
      await until(async () => follower.note?.includes(command) === true, 'a note');
      expect(await events(`${command} --yes`)).toEqual({
        exit: 0,
        output:
          `${NAME} loads its snapshot again, and applies the events from now on.\n` +
          `${NAME}: continues at its snapshot.`,
      });
      await until(async () => follower.note === undefined, 'the note to go');
      await until(async () => (await place()) === undefined, 'the last page');
      expect(await copied()).toEqual(await parts());
    });

    it('an event is not applied, and moves no position, while it is loaded', async () => {
      await stock(1);
      await change(depot.dataSource, 2, 2);
      await copy().catchUp();
      const { cursor } = await copy().position();
      await change(depot.dataSource, 3, 3);
      const {
        events: [next],
      } = await copy().pending(1);
      await depot.cursors.reset(copy().name, cursor, 'null');
      const effect = jest.fn<() => Promise<void>>();
      expect(await depot.cursors.advance(copy().name, cursor, next!, effect)).toBe(false);
      expect(effect).not.toHaveBeenCalled();
      await copy().catchUp();
      expect(await copied()).toEqual(await parts());
    });
  });
}
