import * as fc from 'fast-check';
import { ServiceError } from '#glue/errors';
import { testLength } from '../../../../test/support/test-length.js';
import { commandErrors } from '../commands/command-errors.js';
import type { Call } from '../contract/contract.js';
import { type BothBindings, oneEffect } from './both-bindings.suite.js';
import { inputsOf } from './inputs-of.suite.js';
import { seed } from './seed.suite.js';

type Outcome = { result: unknown } | { code: string; [field: string]: unknown };

const RUNS = testLength({ short: 200, long: 10_000 });
/** On a busy machine; ten times what a quiet one takes. */
const RUN_LIMIT_MS = 600;
/** Of the random inputs, so that results are compared as often as errors. */
const MIN_SUCCESSES = 0.3;
const COMPLETED = { code: commandErrors.command_completed.code };

/** The tests that a call has the same result or error in process and over HTTP. */
export function describeOneMeaning(call: Call, both: BothBindings): void {
  /** A command is asked in turn with one key, so both see its stored outcome. */
  const expectAlike = async (input: unknown, remoteFirst: boolean): Promise<Outcome> => {
    const asks = remoteFirst ? both.asks(call).reverse() : both.asks(call);
    const [one, other] = asks.map((ask) => () => outcomeOf(ask(input, effect)));
    const effect = oneEffect(call);
    if (call.kind === 'query') {
      const [first, second] = await Promise.all([one!(), other!()]);
      expect(second).toEqual(first);
      return first;
    }
    const first = await one!();
    const isSecret = call.secret && both.isStored && 'result' in first;
    const expected: unknown = isSecret ? expect.objectContaining(COMPLETED) : first;
    expect(await other!()).toEqual(expected);
    return first;
  };

  it('answers its examples, alike in process and over HTTP', async () => {
    for (const example of both.examplesOf(call)) {
      for (const remoteFirst of [false, true]) {
        expect(await expectAlike(example, remoteFirst)).toHaveProperty('result');
      }
    }
  });

  // It would wait for most of them.
  if (call.waits) return;

  it(
    `means the same for ${RUNS} random inputs`,
    async () => {
      const inputs = fc.oneof(fc.constantFrom(...both.examplesOf(call)), inputsOf(call.input));
      const counts: Record<string, number> = {};
      const property = fc.asyncProperty(inputs, fc.boolean(), async (input, remoteFirst) => {
        const outcome = await expectAlike(input, remoteFirst);
        const kind = 'result' in outcome ? 'a result' : outcome.code;
        counts[kind] = (counts[kind] ?? 0) + 1;
      });
      await fc.assert(property, { numRuns: RUNS, ...seed() });
      process.stderr.write(`${call.fullName}: ${JSON.stringify(counts)}\n`);
      expect(counts['a result'] ?? 0).toBeGreaterThanOrEqual(MIN_SUCCESSES * RUNS);
    },
    RUNS * RUN_LIMIT_MS,
  );
}

/** @throws what is no error of a call */
async function outcomeOf(asked: Promise<unknown>): Promise<Outcome> {
  try {
    return { result: await asked };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { code, status, message, details, retryAfterSeconds } = error;
    return { code, status, message, details, retryAfterSeconds };
  }
}
