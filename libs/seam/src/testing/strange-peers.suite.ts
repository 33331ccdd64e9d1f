import type { Call, Contract } from '../contract/contract.js';
import { KEY_HEADER } from '../contract/wire.js';
import { inputFor, mayBeMissing, outputOf, wrongShapes } from './answers-of.suite.js';
import { describeDeclaredErrors } from './declared-errors.suite.js';
import { FAILURES } from './failures.suite.js';
import { describeManyInOne } from './many-in-one.suite.js';
import { ADDED, asOfNextVersion } from './next-version.suite.js';
import { answer, bodyOf, errorOf, StrangePeer } from './strange-peer.suite.js';

const BUDGET_MS = 600;
/** A tolerance for a busy machine. */
const SLACK_MS = 1_000;
const PART_MS = 5;
const PARTS = 8;

/** The tests of a client whose peer lies, hangs, dies, is slow or of a later version. */
export function describeStrangePeers(contract: Contract): void {
  describe.each(Object.values(contract.calls))('$fullName of a strange peer', (call) => {
    let peer: StrangePeer;
    beforeAll(async () => {
      peer = await StrangePeer.open(contract);
    });
    afterAll(() => peer.close());

    const input = inputFor(call);
    const output = outputOf(call);
    const result = call.crossing.output.decode(output);

    const failures = mayBeMissing(call)
      ? FAILURES.filter(({ hasNoOutput }) => !hasNoOutput)
      : FAILURES;
    it.each(failures)('that $that: a clear error in time', async (failure) => {
      const { behaviour, retried = false, endless = false, code, status } = failure;
      peer.behave(behaviour);
      const start = performance.now();
      const error = await errorOf(peer.asker(call, endless ? BUDGET_MS : undefined)(input));
      const ms = performance.now() - start;
      expect([error.code, error.status]).toEqual([code.replace('_', contract.name), status]);
      if (endless) expect(ms).toBeLessThan((call.budgetMs ?? BUDGET_MS) + SLACK_MS);
      expect(peer.requests).toHaveLength(retried && !call.background ? 2 : 1);
      expectKeys(call, peer);
    });

    it('that answers another shape: no answer of the provider', async () => {
      const lies = wrongShapes(call, output);
      expect(lies).not.toEqual([]);
      for (const lie of lies) {
        peer.behave((_, response) => answer(response, 200, bodyOf(call, lie)));
        const { code } = await errorOf(peer.asker(call)(input));
        expect([code, lie]).toEqual([`${contract.name}_answer_invalid`, lie]);
        expect(peer.requests).toHaveLength(1);
      }
    });

    it('of a later version: what it adds is passed over', async () => {
      const later = bodyOf(call, asOfNextVersion(call.output, output), ADDED);
      peer.behave((_, response) => answer(response, 200, later));
      expect(await peer.asker(call)(input)).toEqual(result);
    });

    it('that answers slowly: the result', async () => {
      const bytes = Buffer.from(JSON.stringify(bodyOf(call, output)));
      const size = Math.ceil(bytes.length / PARTS);
      peer.behave((_, response) => {
        let sent = 0;
        const timer = setInterval(() => {
          response.write(bytes.subarray(sent, (sent += size)));
          if (sent >= bytes.length) response.end();
        }, PART_MS);
        response.on('close', () => clearInterval(timer));
      });
      expect(await peer.asker(call)(input)).toEqual(result);
    });

    describeDeclaredErrors(contract, call, () => peer);
    if (call.batch !== undefined || call.chunk !== undefined) describeManyInOne(call, () => peer);
  });
}

/** A command is repeated with its key; a query has none. */
function expectKeys({ kind }: Call, { requests }: StrangePeer): void {
  const keys = new Set(requests.map((headers) => headers[KEY_HEADER]));
  expect([...keys]).toEqual([
    kind === 'command' ? (expect.stringMatching(/^[\w-]{36}$/) as string) : undefined,
  ]);
}
