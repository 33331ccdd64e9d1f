import { platformErrors } from '../contract/contract-errors.js';
import type { Call, Contract } from '../contract/contract.js';
import { eventErrors } from '../events/event-errors.js';
import { inputFor } from './answers-of.suite.js';
import { ADDED } from './next-version.suite.js';
import {
  answer,
  answerProblem,
  errorOf,
  problemOf,
  type StrangePeer,
} from './strange-peer.suite.js';

/** No error of a contract has it. */
const OTHER_STATUS = 405;

/** The tests that a call throws what its contract declares, and only with the declared status. */
export function describeDeclaredErrors(
  contract: Contract,
  call: Call,
  peer: () => StrangePeer,
): void {
  const input = inputFor(call);
  const declared = [...call.errors, ...Object.keys(platformErrors)].map((code) => {
    const { status } = { ...platformErrors, ...eventErrors, ...contract.errors }[code]!;
    return { code, status };
  });

  it.each(declared)('that answers $code: that error', async ({ code, status }) => {
    const problem = { ...problemOf(status, code), ...ADDED };
    peer().behave((_, response) => answer(response, status, problem));
    const error = await errorOf(peer().asker(call)(input));
    expect(error).toMatchObject({ code, status, message: `about ${code}` });
  });

  it.each(declared)(
    'that answers $code with another status: no answer of the provider',
    async (each) => {
      peer().behave((_, response) => answerProblem(response, OTHER_STATUS, each.code));
      const { code } = await errorOf(peer().asker(call)(input));
      expect(code).toBe(`${contract.name}_answer_invalid`);
    },
  );
}
