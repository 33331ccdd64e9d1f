import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { split, type SplitSystem } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';

const REQUESTS = 1_000;
const PEOPLE = 50;
const LONGER_THAN_ANY_STALL_MS = 8_000;

/** A rolling update under load: todo gets SIGTERM while it serves. */
describe('SIGTERM during 2,000 running requests', () => {
  let system: SplitSystem;
  beforeAll(async () => {
    system = await split('two databases', twoDatabases).start({
      SHUTDOWN_DELAY_MS: `${LONGER_THAN_ANY_STALL_MS}`,
    });
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('fails none, and is no longer ready before it stops listening', async () => {
    const people: Person[] = [];
    for (let i = 0; i < PEOPLE; i++) people.push(await Person.arrive(system));
    const agent = new Agent({ keepAlive: true, maxSockets: REQUESTS });
    const sendAll = (path: string, bodyOf?: (i: number) => string) =>
      Array.from({ length: REQUESTS }, (_, i) =>
        call(agent, `${system.todoUrl}${path}`, bodyOf?.(i), people[i % PEOPLE]!.token),
      );
    // Connections first: a connection that is being opened when a server stops has no request yet.
    const opened = await Promise.all(sendAll('/healthz').map(({ status }) => status));
    expect(opened).toEqual(Array(REQUESTS).fill(200));

    const readiness: number[] = [];
    const running = sendAll('/api/v1/create', (i) =>
      JSON.stringify({ title: `item ${i}`, status: 'PENDING' }),
    );
    // The same is true of data that this process has not written yet.
    await Promise.all(running.map(({ sent }) => sent));
    const stopped = system.stopTodo();
    await waitFor(
      async () => {
        const answer = await send('GET', `${system.todoUrl}/readyz`).catch(() => undefined);
        if (answer) readiness.push(answer.status);
        return !answer || answer.status === 503;
      },
      10_000,
      () => 'readiness to change',
    );
    const statuses = await Promise.all(running.map(({ status }) => status));
    expect(tally(statuses)).toEqual({ 201: REQUESTS });
    expect(await stopped).toBe(0);
    expect(readiness).toContain(503);
    agent.destroy();
  }, 60_000);
});

/** A request, and when it was `sent`; its `status` is 0 without a response. */
function call(agent: Agent, url: string, body: string | undefined, token: string) {
  const outgoing = request(url, {
    agent,
    method: body ? 'POST' : 'GET',
    headers: { token, ...(body && { 'content-type': 'application/json' }) },
  });
  const sent = new Promise<void>((resolve) => outgoing.once('finish', resolve));
  const status = statusOf(outgoing);
  outgoing.end(body);
  return { sent, status };
}

async function statusOf(outgoing: ClientRequest): Promise<number> {
  try {
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    return answer.statusCode!;
  } catch {
    return 0;
  }
}

function tally(values: number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
