import type { Behaviour } from '../../../../test/support/fake-peer.js';
import type { Call } from '../contract/contract.js';
import { inputFor, longInputFor, outputOf, wrongShapes } from './answers-of.suite.js';
import { ADDED } from './next-version.suite.js';
import {
  answer,
  answerProblem,
  bodyOf,
  errorOf,
  problemOf,
  type StrangePeer,
} from './strange-peer.suite.js';

const NO_ERRORS: [string, object[]][] = [
  ['an error without a code', [{ error: { status: 404 } }]],
  ['an error that is none', [{ error: { code: 'tea', status: 200 } }]],
];

/** The tests of calls that share a request, and of those that are sent in parts. */
export function describeManyInOne(call: Call, peer: () => StrangePeer): void {
  const output = outputOf(call);
  const result = call.crossing.output.decode(output);
  if (call.batch !== undefined) describeBatch(call, peer, output, result);
  else describeParts(call, peer, output);
}

function describeBatch(
  call: Call,
  peer: () => StrangePeer,
  output: unknown,
  result: unknown,
): void {
  const input = inputFor(call);
  const { contract, errors } = call;
  const each = { output };

  it.each([
    ...errors.map((code) => ({ code, status: 404, got: code })),
    { code: 'tea', status: 418, got: 'refused' },
    { code: 'tea', status: 503, got: `${contract}_unavailable` },
  ])('that answers $code, $status to one of two: the error of that one', async (failure) => {
    const { code, status, got } = failure;
    const results = [each, { error: { ...problemOf(status, code), ...ADDED }, ...ADDED }];
    peer().behave((_, response) => answer(response, 200, { results, ...ADDED }));
    const ask = peer().asker(call);
    const [one, other] = await Promise.all([ask(input), errorOf(ask(input))]);
    expect(one).toEqual(result);
    expect(other).toMatchObject({ code: got, ...(got === 'refused' && { status }) });
    expect(peer().requests).toHaveLength(1);
  });

  it.each<[string, object[]]>([['too few results', []], ['too many', [each, each]], ...NO_ERRORS])(
    'that answers %s: no answer of the provider',
    async (_, results) => {
      peer().behave((_request, response) => answer(response, 200, { results }));
      const { code } = await errorOf(peer().asker(call)(input));
      expect(code).toBe(`${contract}_answer_invalid`);
    },
  );
}

function describeParts(call: Call, peer: () => StrangePeer, output: unknown): void {
  it.each<[string, string, Behaviour]>([
    [
      'lies in',
      `${call.contract}_answer_invalid`,
      (_, r) => answer(r, 200, bodyOf(call, wrongShapes(call, output)[0])),
    ],
    ['refuses', 'refused', (_, r) => answerProblem(r, 418, 'tea')],
  ])('that %s one part of a list: the error of the call', async (_, code, wrong) => {
    peer().behave((request, response, count) => {
      if (count === 2) wrong(request, response, count);
      else answer(response, 200, bodyOf(call, output));
    });
    expect((await errorOf(peer().asker(call)(longInputFor(call)))).code).toBe(code);
    expect(peer().requests).toHaveLength(2);
  });
}
