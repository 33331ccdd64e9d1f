import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type EventCursors, FIRST_PAGE } from './event-cursors.js';
import type { EventCursor } from './event-log.js';

const HANDLER = 'library:book.added';

/** What positions mean, in every store of a context. */
export function describeEventCursors(
  store: string,
  open: () => Promise<{ cursors: EventCursors; close: () => Promise<void> }>,
  { hasSnapshots }: { hasSnapshots: boolean },
): void {
  describe(`the positions of handlers, ${store}`, () => {
    let cursors: EventCursors;
    let close: () => Promise<void>;
    beforeAll(async () => ({ cursors, close } = await open()), 60_000);
    afterAll(() => close());

    const eventOf = (id: number): EventCursor => ({ id, eventId: randomUUID() });
    const [first, second, third] = [eventOf(1), eventOf(2), eventOf(3)];
    beforeEach(async () => {
      await cursors.begin(HANDLER, undefined);
      await cursors.reset(HANDLER, first);
    });
    const find = () => cursors.find(HANDLER);
    const effectOf = (error?: Error) =>
      jest.fn(async () => {
        if (error) throw error;
      });

    it('moves from the event at which it is, with the effect', async () => {
      const effect = effectOf();
      expect(await cursors.advance(HANDLER, second, third, effect)).toBe(false);
      expect(effect).not.toHaveBeenCalled();
      expect(await cursors.advance(HANDLER, first, second, effect)).toBe(true);
      expect(effect).toHaveBeenCalledTimes(1);
      expect((await find())?.cursor).toEqual(second);
    });

    it('stops at its event, and runs again', async () => {
      await cursors.stop(HANDLER, { cursor: first }, 'no room');
      expect(await find()).toMatchObject({ cursor: first, stopped: 'no room' });
      expect(await cursors.restart(HANDLER, first, second)).toBe(true);
      expect(await find()).toMatchObject({ cursor: second });
      expect((await find())?.stopped).toBeUndefined();
    });

    it('says whether a handler may begin elsewhere than before the first event', () => {
      expect(cursors.beginsAnywhere).toBe(hasSnapshots);
    });

    if (!hasSnapshots) {
      it('has no place in a snapshot', async () => {
        const from = { cursor: first, loading: FIRST_PAGE };
        await expect(cursors.load(HANDLER, from, '2', effectOf())).rejects.toThrow('snapshot');
      });
      return;
    }

    const loading = (loaded = FIRST_PAGE, cursor = first) => ({ cursor, loading: loaded });
    const load = (from = loading(), to: string | undefined = '20', effect = effectOf()) =>
      cursors.load(HANDLER, from, to, effect);

    it('begins once, with the page that it loads', async () => {
      await cursors.begin('another', second, FIRST_PAGE);
      await cursors.begin('another', third);
      expect(await cursors.find('another')).toEqual({ cursor: second, loading: FIRST_PAGE });
    });

    it('moves from the page at which it is, with the effect, and stays at its event', async () => {
      await cursors.reset(HANDLER, first, FIRST_PAGE);
      const effect = effectOf();
      for (const elsewhere of [loading('"a"'), loading(FIRST_PAGE, second)]) {
        expect(await load(elsewhere, '20', effect)).toBe(false);
      }
      expect(effect).not.toHaveBeenCalled();
      expect(await load(loading(), '20', effect)).toBe(true);
      expect(await load(loading(), '20', effect)).toBe(false);
      expect(effect).toHaveBeenCalledTimes(1);
      expect(await find()).toMatchObject(loading('20'));
    });

    it('stays at its page if the effect fails', async () => {
      await cursors.reset(HANDLER, first, FIRST_PAGE);
      await expect(load(loading(), '20', effectOf(new Error('no room')))).rejects.toThrow(
        'no room',
      );
      expect(await find()).toMatchObject(loading());
    });

    it('one of many processes loads a page', async () => {
      await cursors.reset(HANDLER, first, FIRST_PAGE);
      const effect = effectOf();
      const all = await Promise.all(Array.from({ length: 5 }, () => load(loading(), '20', effect)));
      expect(all.filter(Boolean).length).toBe(1);
      expect(effect).toHaveBeenCalledTimes(1);
    });

    it('moves to the next event after the last page only', async () => {
      await cursors.reset(HANDLER, first, '20');
      expect(await cursors.advance(HANDLER, first, second, effectOf())).toBe(false);
      expect(await cursors.advance(HANDLER, first, second)).toBe(false);
      expect(await cursors.load(HANDLER, loading('20'), undefined, effectOf())).toBe(true);
      expect((await find())?.loading).toBeUndefined();
      expect(await cursors.advance(HANDLER, first, second, effectOf())).toBe(true);
    });

    it('stops at its page only, and runs again there', async () => {
      await cursors.reset(HANDLER, first, '20');
      await cursors.stop(HANDLER, loading('10'), 'no room');
      await cursors.stop(HANDLER, { cursor: first }, 'no room');
      expect((await find())?.stopped).toBeUndefined();
      await cursors.stop(HANDLER, loading('20'), 'no room');
      expect(await find()).toMatchObject({ ...loading('20'), stopped: 'no room' });
      expect(await load(loading('20'), '40')).toBe(false);
      expect(await cursors.restart(HANDLER, first, first)).toBe(true);
      expect(await load(loading('20'), '40')).toBe(true);
    });

    it('loads no more after it was moved', async () => {
      await cursors.reset(HANDLER, first, '20');
      await cursors.reset(HANDLER, second);
      expect((await find())?.loading).toBeUndefined();
      expect(await load(loading('20', second), '40')).toBe(false);
    });
  });
}
