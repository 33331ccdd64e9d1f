import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { split, type SplitSystem } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';

const REQUESTS = 2_000;
const PEOPLE = 50;

/** A rolling update under load: todo is told to stop while it serves. */
describe('SIGTERM during 2,000 running requests', () => {
  let system: SplitSystem;
  beforeAll(async () => {
    system = await split('two databases', twoDatabases).start();
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('fails none, and is no longer ready before it stops listening', async () => {
    const people: Person[] = [];
    for (let i = 0; i < PEOPLE; i++) people.push(await Person.arrive(system));
    const agent = new Agent({ keepAlive: true, maxSockets: REQUESTS });
    const post = (path: string, who: number, body?: string) =>
      call(agent, `${system.todoUrl}${path}`, body, people[who % PEOPLE]!.token);
    // Connections first: what is still connecting when a server stops is nobody's request yet.
    const opened = await Promise.all(Array.from({ length: REQUESTS }, () => post('/healthz', 0)));
    expect(opened).toEqual(Array(REQUESTS).fill(200));

    const readiness: number[] = [];
    const running = Array.from({ length: REQUESTS }, (_, i) =>
      post('/api/v1/create', i, JSON.stringify({ title: `item ${i}`, status: 'PENDING' })),
    );
    const stopped = system.stopTodo();
    await waitFor(
      async () => {
        const answer = await send('GET', `${system.todoUrl}/readyz`).catch(() => undefined);
        if (answer) readiness.push(answer.status);
        return !answer || answer.status === 503;
      },
      10_000,
      () => 'readiness to turn',
    );
    const statuses = await Promise.all(running);
    expect(tally(statuses)).toEqual({ 201: REQUESTS });
    expect(await stopped).toBe(0);
    expect(readiness).toContain(503);
    agent.destroy();
  }, 60_000);
});

/** The status of the answer; 0 if there was none. */
async function call(agent: Agent, url: string, body: string | undefined, token: string) {
  const outgoing = request(url, {
    agent,
    method: body ? 'POST' : 'GET',
    headers: { token, ...(body && { 'content-type': 'application/json' }) },
  });
  outgoing.end(body);
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
