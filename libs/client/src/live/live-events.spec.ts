import { createClient, type LiveEvent, type LiveOptions } from '../index.js';
import {
  cut,
  empty,
  json,
  problem,
  ScriptedServer,
  type Step,
  stream,
} from '../testing/scripted-server.suite.js';

const QUICK = 'retry: 1\n\n';
const left = (id: number, tag?: string) =>
  `${tag ? `id: ${tag}\n` : ''}event: left\ndata: {"id":${id}}\n\n`;

describe('live events', () => {
  let server: ScriptedServer;
  beforeEach(async () => void (server = await ScriptedServer.start()));
  afterEach(() => server.stop());
  const events = (options: LiveOptions = {}) =>
    createClient({ baseUrl: server.url }).events(options);

  /** The first events, as many as are asked for. */
  async function take(count: number, source = events()): Promise<LiveEvent[]> {
    const found: LiveEvent[] = [];
    for await (const event of source) if (found.push(event) === count) break;
    return found;
  }

  it('are those of all streams, each of which begins after the last', async () => {
    server.script(
      stream(QUICK + left(1, 'e-1') + left(2)),
      stream(left(3, 'e-3')),
      stream(left(4), true),
    );
    const found = await take(4);
    expect(found.map(({ data }) => data)).toEqual([1, 2, 3, 4].map((id) => ({ id })));
    expect(server.headers('last-event-id')).toEqual([undefined, 'e-1', 'e-3']);
  });

  it('begin after an id that was read before', async () => {
    server.script(stream(left(1, 'e-9'), true));
    const [event] = await take(1, events({ lastEventId: 'e-8' }));
    expect(event).toEqual({ name: 'left', id: 'e-9', data: { id: 1 } });
    expect(server.headers('last-event-id')).toEqual(['e-8']);
  });

  it('go on after failures, which a listener gets', async () => {
    const refused = problem(429, 'too_many_streams', {}, { 'retry-after': '0' });
    const failures: unknown[] = [];
    server.script(stream(QUICK), cut, refused, empty(502), stream(left(1), true));
    await take(1, events({ onFailure: (error) => failures.push(error) }));
    expect(failures).toHaveLength(3);
    expect(failures[1]).toMatchObject({ code: 'too_many_streams' });
  });

  it('go on after a stream that was silent for too long', async () => {
    server.script(stream(QUICK + left(1, 'e-1'), true), stream(left(2), true));
    expect(await take(2, events({ silenceMs: 100 }))).toHaveLength(2);
    expect(server.headers('last-event-id')).toEqual([undefined, 'e-1']);
  });

  it('keep a stream in which comments show that it works', async () => {
    const slow: Step = (response, received) => {
      stream(QUICK, true)(response, received);
      let signs = 0;
      const timer = setInterval(() => {
        response.write(++signs < 10 ? ':\n\n' : left(1));
        if (signs === 10) clearInterval(timer);
      }, 50);
    };
    server.script(slow);
    await take(1, events({ silenceMs: 400 }));
    expect(server.received).toHaveLength(1);
  });

  it('end with 401', async () => {
    server.script(stream(QUICK), problem(401, 'session_ended'));
    await expect(take(1)).rejects.toMatchObject({ name: 'ApiError', status: 401 });
    expect(server.received).toHaveLength(2);
  });

  it('go on with the successor of a token that was replaced', async () => {
    server.script(problem(401, 'session_ended'), json('b'), stream(left(1), true));
    const session = { token: 'a' };
    await take(1, createClient({ baseUrl: server.url, session }).events());
    expect(server.headers('token')).toEqual(['a', 'a', 'b']);
  });

  it.each([
    ['while a stream is read', stream(left(1), true)],
    ['in a pause', stream(`retry: 60000\n\n${left(1)}`)],
  ])('end without an error when the signal is aborted, %s', async (_, step) => {
    server.script(step);
    const stopping = new AbortController();
    let count = 0;
    for await (const event of events({ signal: stopping.signal })) {
      count += Number(event.name === 'left');
      setTimeout(() => stopping.abort(), 50);
    }
    expect(count).toBe(1);
  });

  it('are none with a signal that is aborted', async () => {
    expect(await take(1, events({ signal: AbortSignal.abort() }))).toEqual([]);
    expect(server.received).toEqual([]);
  });

  it('close the stream that is read no further', async () => {
    let isClosed = false;
    server.script((response, received) => {
      stream(left(1), true)(response, received);
      response.on('close', () => (isClosed = true));
    });
    await take(1);
    while (!isClosed) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isClosed).toBe(true);
  });
});
