import { NO_DETAILS, NO_PLACE, NO_TIMES } from '../core/details/detailed-item.js';
import { ItemsJson } from '../core/items-json.js';
import { EventStream } from './event-stream.js';

const OWNER = { user: { userId: 1, uniqueId: 'u-1' }, sessionId: 's-1', until: 0, tag: 'e-1' };
const ITEM = { id: 7, title: 'a\nb\r "c"', status: 'PENDING' } as const;

describe('a stream of events', () => {
  let connection: {
    headersSent: boolean;
    writableLength: number;
    socket: { bytesWritten: number };
  };
  let stream: EventStream;
  beforeEach(() => {
    connection = { headersSent: true, writableLength: 0, socket: { bytesWritten: 0 } };
    stream = new EventStream(OWNER, connection);
  });

  /** The blocks that were sent, without the first one, which says when to ask again. */
  function sent(): string[] {
    const text = String(stream.read() ?? '');
    return text.split('\n\n').filter((block) => block && !block.startsWith('retry: '));
  }

  it('has the list, or says that there is nothing new, and has its tag', () => {
    const list = ItemsJson.of([ITEM], 'e-2');
    stream.send({ tag: 'e-2', list });
    expect(stream.tag).toBe('e-2');
    expect(sent()).toEqual([`id: e-2\nevent: list\ndata: ${String(list)}`]);
    expect(String(list)).not.toMatch(/[\r\n]/);
    stream.send({ tag: 'e-2', events: [] });
    expect(sent()).toEqual(['id: e-2\nevent: current\ndata: {}']);
  });

  it('has the id with the last event only: who gets some of them has none', () => {
    const events = [
      {
        kind: 'changed',
        item: { ...ITEM, ...NO_DETAILS, ...NO_TIMES, ...NO_PLACE, role: 'owner', isShared: false },
      },
      { kind: 'deleted', id: 8 },
    ] as const;
    stream.send({ tag: 'e-3', events });
    const [changed, deleted] = sent();
    expect(changed).toMatch(/^event: changed\ndata: \{"id":7,.*"etag":"\\"[\w-]{22}\\""\}$/);
    expect(deleted).toBe('id: e-3\nevent: deleted\ndata: {"id":8}');
  });

  it('is ready once all is on its way, from here and from the connection', () => {
    expect(stream.isReady).toBe(false);
    sent();
    expect(stream.isReady).toBe(true);
    connection.writableLength = 1;
    expect(stream.isReady).toBe(false);
  });

  it('ends for a client that reads nothing between two beats, not for a slow one', () => {
    stream.beat();
    for (const bytes of [1, 2, 3]) {
      connection.socket.bytesWritten = bytes;
      stream.beat();
      expect(stream.destroyed).toBe(false);
    }
    stream.beat();
    expect(stream.destroyed).toBe(true);
  });

  it('does not end so before its answer has begun', () => {
    connection.headersSent = false;
    stream.beat();
    stream.beat();
    expect(stream.destroyed).toBe(false);
  });

  it('passes a long list on as it is read', () => {
    sent();
    const item = { ...ITEM, title: 'x'.repeat(200_000) };
    const list = ItemsJson.of([item], 'e-2');
    stream.send({ tag: 'e-2', list });
    const parts: string[] = [];
    let most = 0;
    for (let part; (part = stream.read() as Buffer | null); parts.push(String(part)))
      most = Math.max(most, part.length);
    expect(parts.join('')).toBe(`id: e-2\nevent: list\ndata: ${String(list)}\n\n`);
    expect(most).toBeLessThan(200_000);
    expect(stream.unread).toBe(0);
  });

  it('has a sign of life if there is nothing else', () => {
    sent();
    stream.beat();
    expect(String(stream.read())).toBe(':\n\n');
  });

  it('is not ready after its end, and has nothing more', () => {
    sent();
    stream.end();
    expect(stream.isReady).toBe(false);
    stream.end();
    stream.send({ tag: 'e-9', events: [] });
    stream.beat();
    expect(stream.read()).toBeNull();
  });
});
