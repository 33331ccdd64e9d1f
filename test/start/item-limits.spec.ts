import { expectProblem } from '../e2e/expect-problem.js';
import { Person } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { embedded, type Store } from '../topologies/storage.js';

const ENV = { ITEMS_PER_USER_MAX: '8', TITLE_BYTES_PER_USER_MAX: '1020' };

describe.each<Store>(['postgres', 'json-file'])('the limits that variables set (%s)', (store) => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await monolith('limited', embedded, store).start(ENV);
  }, 60_000);
  afterAll(() => system.dispose());

  it('admit exactly this many of many concurrent items', async () => {
    const person = await Person.arrive(system);
    const answers = await Promise.all(Array.from({ length: 20 }, () => person.create('code')));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(12);
    for (const answer of refused) expectProblem(answer, 'item_limit_reached');
    expect((await person.delete('code')).body.pending).toHaveLength(7);
    expect((await person.create('code')).status).toBe(201);
  });

  it('let titles have this many bytes, of new items and of changed ones', async () => {
    const person = await Person.arrive(system);
    const id = await person.createItem('𝕊'.repeat(250));
    expectProblem(await person.create('x'.repeat(21)), 'title_limit_reached');
    expectProblem(await person.change({ id, title: '𝕊'.repeat(255) + 'x' }), 'validation_failed');
    expect((await person.change({ id, title: '𝕊'.repeat(255) })).status).toBe(200);
    expectProblem(await person.create('x'), 'title_limit_reached');
    expect((await person.change({ id, title: 'x', status: 'DONE' })).status).toBe(200);
    const other = await person.createItem('x'.repeat(255));
    expectProblem(await person.change({ id, title: '𝕊'.repeat(200) }), 'title_limit_reached');
    expect((await person.change({ id: other, status: 'DONE' })).status).toBe(200);
  });
});
