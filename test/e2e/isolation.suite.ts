import { Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

export function describeIsolation(system: System): void {
  it('shows each of two users only their own item of the same title', async () => {
    const [alice, bob] = [await Person.arrive(system()), await Person.arrive(system())];
    const alices = (await alice.create('code')).body;
    const bobs = (await bob.create('code', 'DONE')).body;
    expect(alices.pending).toHaveLength(1);
    expect(bobs.done).toHaveLength(1);
    expect(alices.pending[0]!.id).not.toBe(bobs.done[0]!.id);
    expect((await alice.list()).body).toEqual(alices);
    expect((await bob.list()).body).toEqual(bobs);
  });

  it("answers for another user's item like for an unknown one, and does not change it", async () => {
    const [alice, bob] = [await Person.arrive(system()), await Person.arrive(system())];
    const before = (await bob.create('secret of bob')).body;
    const { id } = before.pending[0]!;

    const foreign = await alice.update({ id, title: 'mine', status: 'DONE' });
    const missing = await alice.update({ id: 2_147_483_647, title: 'mine', status: 'DONE' });
    expectProblem(foreign, 'item_not_found');
    expect(withoutRequestId(foreign.body)).toEqual(withoutRequestId(missing.body));

    const foreignTitle = await alice.delete('secret of bob');
    const missingTitle = await alice.delete('an unknown title');
    expectProblem(foreignTitle, 'item_not_found');
    expect(withoutRequestId(foreignTitle.body)).toEqual(withoutRequestId(missingTitle.body));

    expect((await bob.list()).body).toEqual(before);
    expect((await alice.list()).body).toEqual({ pending: [], done: [] });
  });

  it("deletes the caller's own item of a title that others have too", async () => {
    const [alice, bob] = [await Person.arrive(system()), await Person.arrive(system())];
    const bobs = (await bob.create('code', 'DONE')).body;
    await alice.create('code');
    expect((await alice.delete('code')).body).toEqual({ pending: [], done: [] });
    expect((await bob.list()).body).toEqual(bobs);
  });
}

function withoutRequestId(body: unknown): unknown {
  return { ...(body as object), request_id: undefined };
}
