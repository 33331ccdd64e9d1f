import { followList, type ListListener } from './follow-list.js';
import type { ListNews } from './list-news.js';

const QUICK_MS = 1_000;
const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const globals = globalThis as unknown as { window: EventTarget; document: EventTarget };

describe('following a list', () => {
  const fetchBefore = globalThis.fetch;
  let requests: Headers[];
  /** Answers the next requests, the last one all further ones. */
  let answers: (() => Response)[];
  let stopping: AbortController;
  let news: ListNews[];
  beforeEach(() => {
    [requests, answers, news] = [[], [], []];
    stopping = new AbortController();
    globals.window = new EventTarget();
    globals.document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    globalThis.fetch = async (_url, init) => {
      requests.push(new Headers(init?.headers));
      return (answers.length > 1 ? answers.shift()! : answers[0]!)();
    };
  });
  afterEach(() => {
    stopping.abort();
    globalThis.fetch = fetchBefore;
  });

  const stream = (text: string) => () => new Response(text);
  const refused = () => new Response('{}', { status: 503 });
  const listener: ListListener = {
    since: () => 'e-1-1',
    onNews: (each) => news.push(each),
    onRefusal: () => undefined,
  };
  const follow = () => followList(listener, stopping.signal);
  async function until(condition: () => boolean): Promise<void> {
    for (let i = 0; !condition(); i++) {
      if (i > QUICK_MS) throw new Error('waited too long');
      await delay(1);
    }
  }

  it('begins with the list that is known, and asks again when the server says', async () => {
    answers = [stream('retry: 1\n\nid: e-1-2\nevent: left\ndata: {"id":3}\n\n')];
    void follow();
    await until(() => requests.length > 1);
    expect(requests[0]!.get('last-event-id')).toBe('e-1-1');
    expect(news[0]).toMatchObject({ since: 'e-1-1', tag: 'e-1-2', gone: [3] });
  });

  it('ends at once, also in a pause', async () => {
    answers = [refused];
    const following = follow();
    await until(() => requests.length > 0);
    await delay(10);
    const before = performance.now();
    stopping.abort();
    await following;
    expect(performance.now() - before).toBeLessThan(QUICK_MS);
  });

  it('waits after a failure, but not when the browser is online again', async () => {
    answers = [refused];
    void follow();
    await until(() => requests.length > 0);
    await delay(100);
    expect(requests).toHaveLength(1);
    globals.window.dispatchEvent(new Event('online'));
    await until(() => requests.length > 1);
  });
});
