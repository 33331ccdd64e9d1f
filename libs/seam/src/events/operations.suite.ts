import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eventsTool } from '#glue/event-tool';
import { outputOf } from '../../../../test/support/tool-output.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { BINDINGS, type OpenBinding } from '../testing/bindings.suite.js';
import { EventFollower } from './event-follower.js';
import type { EventHandler } from './event-handler.js';
import { EventHandlers } from './event-handlers.js';
import { add, Catalogue, libraryContract, openLibrary, Shelf } from './library.suite.js';

const PACE = { pollMs: 10, retryMs: 2, tries: 2 };
const WAIT_MS = 10_000;

/** What `npm run events` does, in every binding. */
export function describeOperations(where: string, bindings = BINDINGS): void {
  describe.each(bindings)(`npm run events, %s, ${where}`, (_name, open) => {
    let library: Awaited<ReturnType<typeof openLibrary>>;
    let binding: OpenBinding<typeof libraryContract>;
    let shelf: Shelf;
    let catalogue: Catalogue;
    let handlers: EventHandlers;
    beforeAll(async () => {
      library = await openLibrary();
      binding = await open(libraryContract, library.service, 'library');
    }, 60_000);
    afterAll(async () => {
      await binding.close();
      await library.close();
    });
    beforeEach(async () => {
      jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
      jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
      await library.empty();
      ({ shelf, catalogue, handlers } = library.readers(binding.client));
    });
    afterEach(() => jest.restoreAllMocks());

    const put = () => handlers.named('library:book.added');
    const note = () => handlers.named('library:catalogue');
    const publish = async (...ids: number[]) => {
      for (const id of ids) await add(library.dataSource, id);
    };
    /** The output and the exit code of the command. */
    const events = (line: string, answer?: string) =>
      outputOf(eventsTool('library'), line, () => handlers, answer);
    /** Follows until the handler has given up at an event. */
    const untilGivenUp = async (handler: EventHandler, count: number) => {
      const follower = new EventFollower(handler, PACE);
      const isDone = async () =>
        handler === put()
          ? (await handler.position()).stopped !== undefined
          : (await library.cursors.parked(handler.name, 10)).length === count;
      follower.start();
      await waitFor(isDone, WAIT_MS, () => `${handler.name} to give up`);
      await follower.stop();
    };
    /** The books 1 to 4, of which the shelf has no room for 2, and the catalogue for 2 and 3. */
    const giveUp = async () => {
      await note().position();
      shelf.trouble = failAt(2);
      catalogue.trouble = failAt(2, 3);
      await publish(1, 2, 3, 4);
      await untilGivenUp(put(), 1);
      await untilGivenUp(note(), 2);
      await note().catchUp();
      await library.dataSource.query('TRUNCATE library.shelf');
    };

    it('lists handlers that have applied all, and that have not begun', async () => {
      await publish(1);
      await put().catchUp();
      expect(await events('list')).toEqual({
        exit: 0,
        output:
          'library:library:book.added: at event 1, nothing to apply\n' +
          'library:library:catalogue: has not begun',
      });
    });

    it('lists how far they are behind, where they are stopped, and what is parked', async () => {
      await giveUp();
      await library.dataSource.query(
        `UPDATE library.events SET created_at = now() - interval '90 s' WHERE id = 2`,
      );
      const { exit, output } = await events('list library');
      const since = 'since \\d{4}-\\d\\d-\\d\\dT[^ ]+Z: no room';
      const lines = [
        `library:library:book\\.added: at event 1, 3 to apply, the first 9\\d s old; stopped at event 2 \\(book\\.added\\) ${since}`,
        'library:library:catalogue: at event 4, nothing to apply',
        `  parked 2 \\(book\\.added\\) ${since}`,
        `  parked 3 \\(book\\.added\\) ${since}`,
      ];
      expect(output).toMatch(new RegExp(`^${lines.join('\n')}$`));
      expect(exit).toBe(4);
    });

    it('lists a handler whose provider is unavailable', async () => {
      await publish(1);
      await put().catchUp();
      jest.spyOn(library.log, 'behind').mockRejectedValueOnce(new Error('down'));
      expect((await events('list library:library:book.added')).output).toBe(
        'library:library:book.added: at event 1, its provider is unavailable',
      );
    });

    it('lets a stopped handler run again', async () => {
      await giveUp();
      shelf.trouble = () => undefined;
      const output = 'library:library:book.added: runs again.';
      expect(await events('retry library:library:book.added')).toEqual({ exit: 0, output });
      expect(await put().catchUp()).toBe(3);
      expect(await library.shelf()).toEqual([2, 3, 4]);
    });

    it('applies a parked event again, once', async () => {
      await giveUp();
      catalogue.trouble = () => undefined;
      const retry = () => events('retry library:library:catalogue 3');
      const both = await Promise.all([retry(), retry()]);
      expect(both.map(({ exit }) => exit).toSorted()).toEqual([0, 1]);
      expect(await library.shelf()).toEqual([3]);
      expect(await retry()).toEqual({
        exit: 1,
        output: 'library:library:catalogue has no parked event 3.',
      });
    });

    it('keeps a parked event that still cannot be applied, without an effect', async () => {
      await giveUp();
      expect(await events('retry library:library:catalogue 2')).toEqual({
        exit: 1,
        output: 'library:library:catalogue still cannot apply book.added 2: no room',
      });
      expect(await library.shelf()).toEqual([]);
      expect((await library.cursors.parked(note().name, 10)).map(({ id }) => id)).toEqual([2, 3]);
    });

    it('retries all', async () => {
      await giveUp();
      shelf.trouble = () => undefined;
      catalogue.trouble = failAt(2);
      expect(await events('retry')).toEqual({
        exit: 1,
        output:
          'library:library:book.added: runs again.\n' +
          'library:library:catalogue still cannot apply book.added 2: no room\n' +
          'library:library:catalogue: event 3 is applied.',
      });
      expect(await library.shelf()).toEqual([3]);
    });

    it('skips the event at which a handler is stopped, and no other', async () => {
      await giveUp();
      expect(await events('skip library:library:book.added 3')).toEqual({
        exit: 1,
        output: 'library:library:book.added is stopped at event 2, not at 3.',
      });
      expect(await events('skip library:library:book.added 2')).toEqual({
        exit: 0,
        output: 'library:library:book.added: skipped event 2.',
      });
      expect(await put().catchUp()).toBe(2);
      expect(await library.shelf()).toEqual([3, 4]);
      expect(await events('skip library:library:book.added 4')).toEqual({
        exit: 1,
        output: 'library:library:book.added is not stopped, and has no parked event 4.',
      });
    });

    it('drops a parked event', async () => {
      await giveUp();
      expect((await events('skip library:library:catalogue 2')).output).toBe(
        'library:library:catalogue: dropped event 2.',
      );
      expect((await library.cursors.parked(note().name, 10)).map(({ id }) => id)).toEqual([3]);
    });

    it('applies events again, from one on, if that is confirmed', async () => {
      await publish(1, 2, 3);
      await add(library.dataSource, 4, 'book.lost');
      await put().catchUp();
      const line = 'replay library:library:book.added --from 2';
      expect(await events(line, 'no')).toMatchObject({ exit: 4 });
      expect(await put().catchUp()).toBe(0);
      const { exit, output } = await events(line, 'yes');
      expect(output).toMatch(/^library:library:book\.added applies 2 events from event 2 on/);
      expect(exit).toBe(0);
      expect(await put().catchUp()).toBe(2);
      expect(await events('replay library:library:book.added --from 1 --yes')).toMatchObject({
        exit: 0,
      });
      expect(await put().catchUp()).toBe(3);
      expect(await library.shelf()).toEqual([1, 2, 3, 2, 3, 1, 2, 3]);
    });

    it('does not apply events from one on that the handler has not applied, or does not get', async () => {
      await publish(1);
      await add(library.dataSource, 2, 'book.lost');
      await publish(3);
      await put().catchUp();
      const replay = async (from: number) =>
        (await events(`replay library:library:book.added --from ${from} --yes`)).output;
      expect(await replay(4)).toBe(
        'library:library:book.added has not applied event 4: it is at 3.',
      );
      expect(await replay(2)).toBe(
        'library:library:book.added: there is no event 2 for it; the next one is 3.',
      );
      expect(await put().catchUp()).toBe(0);
    });

    it('neither moves nor begins a handler that has not begun', async () => {
      await publish(1);
      expect(await events('replay library:library:catalogue --from end --yes')).toEqual({
        exit: 1,
        output: 'library:library:catalogue has not begun: start its context first.',
      });
      expect(await events('retry')).toEqual({ exit: 0, output: '' });
      expect(await library.cursors.find(note().name)).toBeUndefined();
    });

    it('retries each of many parked events, once', async () => {
      await note().position();
      const park = `INSERT INTO library.parked_events (handler, id, event_id, type, data, reason)
        SELECT '${note().name}', i, gen_random_uuid(), 'book.added', json_build_object('bookId', i), 'any'
        FROM generate_series(1, 250) AS i`;
      await library.dataSource.query(park);
      const listed = (await events('list library')).output.split('\n');
      expect(listed.slice(-2)).toEqual([expect.stringContaining('parked 100 ('), '  and 150 more']);
      catalogue.trouble = ({ data }) => {
        if (data.bookId <= 201) throw new Error('no room');
      };
      const { exit, output } = await events('retry library');
      expect([exit, output.split('\n').length]).toEqual([1, 250]);
      expect((await library.shelf()).length).toBe(49);
    });

    it.each([
      'list library:library:book.sold',
      'retry library:nothing 1',
      'skip library:nothing 1',
      'replay library:nothing --from 1',
    ])('names the handlers that there are: %s', async (line) => {
      expect(await events(line)).toEqual({
        exit: 1,
        output:
          `There is no handler ${line.split(' ')[1]}. ` +
          'Handlers there: library:library:book.added, library:library:catalogue.',
      });
    });

    it.each([
      'lists',
      'retry library 3',
      'skip library:library:catalogue',
      'skip library:library:catalogue x',
      'skip library 2',
      'replay library:library:catalogue',
      'replay library:library:catalogue --from 0',
      'list library library',
    ])('explains its arguments: %s', async (line) => {
      const { exit, output } = await events(line);
      expect(output).toMatch(/^usage: npm run events -- list/);
      expect(exit).toBe(1);
    });

    it('is about the context that the arguments name', () => {
      const accepts = (line: string) => eventsTool('library').accepts!(line.split(' '));
      expect(accepts('list')).toBe(true);
      expect(accepts('list library')).toBe(true);
      expect(accepts('skip library:auth:user.deleted 3')).toBe(true);
      expect(accepts('list todo')).toBe(false);
      expect(accepts('skip todo:library:book.added 3')).toBe(false);
    });
  });
}

function failAt(...books: number[]) {
  return ({ data }: { data: { bookId: number } }) => {
    if (books.includes(data.bookId)) throw new Error('no room');
  };
}
