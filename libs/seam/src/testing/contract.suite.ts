import type { Contract } from '../contract/contract.js';
import { describeCopies } from './copies.suite.js';
import { describeOneMeaning } from './one-meaning.suite.js';
import { BothBindings, type Subject } from './both-bindings.suite.js';
import { describeStrangePeers } from './strange-peers.suite.js';

/**
 * The tests that follow from a contract. Each call means the same in process and over HTTP, for the
 * examples of the provider and for random inputs; nothing is shared with the caller; and the client
 * has a clear result whatever its peer does.
 *
 * @param open a provider whose answers to queries do not change during the tests of one call
 */
export function describeContract<C extends Contract>(
  contract: C,
  open: () => Promise<Subject<C>>,
): void {
  describe(`the contract of ${contract.name}`, () => {
    const both = new BothBindings(contract, open);
    beforeAll(() => both.open(), 60_000);
    afterAll(() => both.close());

    describe.each(Object.values(contract.calls))('$fullName', (call) => {
      describeOneMeaning(call, both);
      describeCopies(call, both);
    });
    describeStrangePeers(contract);
  });
}
