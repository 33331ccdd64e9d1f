import { createClient, type SessionLogin } from '../index.js';
import { cut, json, problem, ScriptedServer, type Step } from '../testing/scripted-server.suite.js';

const MINUTE_MS = 60_000;

/** A token that was issued some time ago. */
function tokenOf(name: string, ageMs = 0): string {
  const claims = { name, iat: Math.floor((Date.now() - ageMs) / 1_000) };
  return `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
}

describe('a session', () => {
  let server: ScriptedServer;
  /** The tokens that the server accepts. */
  let living: string[];
  let next: string[];
  let refreshes: Step[];
  beforeEach(async () => {
    server = await ScriptedServer.start();
    [living, next, refreshes] = [[], [], []];
    server.script((response, received) => {
      const token = received.headers.token as string;
      const refresh = (): Step => (next.length > 0 ? json((living = [next.shift()!])[0]) : ended);
      const step = received.url.endsWith('refresh')
        ? (refreshes.shift() ?? refresh())
        : read(token);
      step(response, received);
    });
  });
  afterEach(() => server.stop());

  const ended = problem(401, 'session_ended');
  const read = (token: string) => (living.includes(token) ? json({ items: [] }) : ended);
  const client = (token: string, more: Partial<SessionLogin> = {}) => {
    const seen: string[] = [];
    const onToken = (each: string) => void seen.push(each);
    const session = { token, onToken, ...more };
    return { seen, ask: createClient({ baseUrl: server.url, session }) };
  };
  const refreshCount = () => server.received.filter(({ url }) => url.endsWith('refresh')).length;

  it('keeps its token while that is young', async () => {
    living = [tokenOf('a', MINUTE_MS)];
    const { ask, seen } = client(living[0]!);
    await ask.call('GET', '/api/v2/items');
    expect([seen, refreshCount()]).toEqual([[], 0]);
  });

  it('replaces an old token once, before all calls that are made meanwhile', async () => {
    next = [tokenOf('b', MINUTE_MS * 30)]; // of a server whose clock is slow
    const { ask, seen } = client(tokenOf('a', MINUTE_MS * 11));
    const calls = Array.from({ length: 5 }, () => ask.call('GET', '/api/v2/items'));
    await Promise.all(calls);
    await ask.call('GET', '/api/v2/items');
    expect([seen, refreshCount()]).toEqual([living, 1]);
    expect(server.received).toHaveLength(7);
  });

  it('waits until the new token is stored', async () => {
    next = [tokenOf('b')];
    let isStored = false;
    const onToken = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      isStored = server.received.length === 1;
    };
    await client(tokenOf('a', MINUTE_MS * 11), { onToken }).ask.call('GET', '/api/v2/items');
    expect(isStored).toBe(true);
  });

  it('asks for the successor of a token that is refused, once for all calls', async () => {
    next = [tokenOf('b')];
    const { ask, seen } = client(tokenOf('a'));
    const calls = Array.from({ length: 5 }, () => ask.call('GET', '/api/v2/items'));
    expect(await Promise.all(calls)).toHaveLength(5);
    expect([seen, refreshCount()]).toEqual([living, 1]);
  });

  it('sends a write again with its key after that', async () => {
    next = [tokenOf('b')];
    await client(tokenOf('a')).ask.call('POST', '/api/v2/items', { body: { title: 'a' } });
    const [first, , second] = server.headers('idempotency-key');
    expect(first).toBeDefined();
    expect(second).toBe(first);
  });

  it('repeats a refresh whose answer was lost', async () => {
    refreshes = [cut];
    next = [tokenOf('b')];
    const { ask, seen } = client(tokenOf('a', MINUTE_MS * 11));
    await ask.call('GET', '/api/v2/items');
    expect([seen, refreshCount()]).toEqual([living, 2]);
  });

  it('has the token of a proof from then on', async () => {
    const [before, after] = [tokenOf('a'), tokenOf('b')];
    const { ask, seen } = client(before);
    server.script(json({ token: after }), json({ items: [] }));
    const body = { email: 'ada@example.com', password: 'a passphrase of Ada' };
    await ask.call('POST', '/api/v2/account/proofs', { body });
    await ask.call('GET', '/api/v2/items');
    expect([seen, server.headers('token')]).toEqual([[after], [before, after]]);
  });

  it('keeps its token if it cannot be replaced yet', async () => {
    refreshes = [problem(500, 'internal')];
    living = [tokenOf('a', MINUTE_MS * 11)];
    const { ask, seen } = client(living[0]!);
    await ask.call('GET', '/api/v2/items');
    expect([seen, refreshCount()]).toEqual([[], 1]);
  });

  it('is over if there is no successor, which it asks for once', async () => {
    const { ask } = client(tokenOf('a'));
    const over = { status: 401, code: 'session_ended' };
    await expect(ask.call('GET', '/api/v2/items')).rejects.toMatchObject(over);
    await expect(ask.call('GET', '/api/v2/items')).rejects.toMatchObject(over);
    expect(refreshCount()).toBe(1);
  });

  it('replaces no access token', async () => {
    const ask = createClient({ baseUrl: server.url, token: tokenOf('a', MINUTE_MS * 11) });
    await expect(ask.call('GET', '/api/v2/items')).rejects.toMatchObject({ status: 401 });
    expect(refreshCount()).toBe(0);
  });
});
