import { type Answer, send } from '../support/client.js';
import { Person } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { expectProblem } from '../e2e/expect-problem.js';
import { monolith } from '../topologies/monolith.js';

const PER_MINUTE = 10;
const POLICY = `"writes";q=${PER_MINUTE};w=60`;
const left = (pattern: string) => expect.stringMatching(`^"writes";${pattern}$`) as string;

describe('the limit of writes', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    const limit = { ITEM_WRITES_PER_MINUTE_MAX: `${PER_MINUTE}` };
    system = await monolith('embedded').start(limit);
  }, 60_000);
  afterAll(() => system.dispose());

  const v2 = (method: string, path: string, { token }: Person, json?: object) =>
    send(method, `${system.todoUrl}/api/v2/${path}`, { token, ...(json && { json }) });
  const add = (person: Person) => v2('POST', 'items', person, { title: 'tea' });
  const addMany = (person: Person, count: number) => {
    const operations = Array.from({ length: count }, () => ({ op: 'create', title: 'tea' }));
    return v2('POST', 'items/bulk', person, { operations });
  };
  const limitOf = ({ headers }: Answer) => [
    headers.get('ratelimit-policy'),
    headers.get('ratelimit'),
  ];

  it('is said by each write, and by no read', async () => {
    const person = await Person.arrive(system);
    expect(limitOf(await add(person))).toEqual([POLICY, left('r=9;t=[1-6]')]);
    const refused = await v2('POST', 'items', person, { title: '' });
    expect([refused.status, ...limitOf(refused)]).toEqual([400, POLICY, left('r=[89];t=\\d+')]);
    expect(limitOf(await v2('GET', 'items', person))).toEqual([null, null]);
  });

  it('counts no more than a request may have, and at least one', async () => {
    const person = await Person.arrive(system);
    const none = { title: 'tea', operations: [] };
    expect(limitOf(await v2('POST', 'items', person, none))).toEqual([POLICY, left('r=9;t=\\d+')]);
    const refused = await v2('POST', 'items', person, { operations: Array(5_000).fill(0) });
    const seconds = Number(/t=(\d+)$/.exec(refused.headers.get('ratelimit')!)![1]);
    expect([refused.status, seconds <= 501 * (60 / PER_MINUTE)]).toEqual([400, true]);
  });

  it('counts each operation of a request, and refuses the next write', async () => {
    const [person, other] = [await Person.arrive(system), await Person.arrive(system)];
    const many = await addMany(person, 12);
    expect([many.status, ...limitOf(many)]).toEqual([200, POLICY, left('r=0;t=(?:7[0-2]|6\\d)')]);
    const refused = await add(person);
    expectProblem(refused, 'too_many_requests');
    expect(limitOf(refused)).toEqual([POLICY, left('r=0;t=(?:7[0-2]|6\\d)')]);
    expect(refused.headers.get('retry-after')).toMatch(/^(?:1[0-8]|\d)$/);
    expect((await v2('GET', 'items', person)).status).toBe(200);
    expect((await add(other)).status).toBe(201);
  });
});
