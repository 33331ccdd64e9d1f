import * as fc from 'fast-check';
import { ServiceError } from '#glue/errors';
import { testLength } from '../../../../test/support/test-length.js';
import type { OutcomeStore } from '#glue/transaction';
import type { InputOf, ServiceOf } from '../contract/client-of.js';
import type { Call, Contract } from '../contract/contract.js';
import { CALLER, inProcess, type OpenBinding, overHttp } from './bindings.suite.js';
import { inputsOf } from './inputs-of.suite.js';

/** Inputs of each call that the provider of a test answers with a result. */
export type Examples<C extends Contract> = {
  readonly [Name in keyof C['calls']]: readonly InputOf<C['calls'][Name]>[];
};

/** The provider in a test. */
export interface Subject<C extends Contract> {
  service: ServiceOf<C>;
  examples: Examples<C>;
  /** For its commands, which need one to be served. */
  outcomes?: OutcomeStore;
  close(): Promise<void>;
}

type Ask = (input: unknown) => Promise<unknown>;
type Outcome = { result: unknown } | { code: string };

const RUNS = testLength({ short: 200, long: 10_000 });
/** Of the random inputs, so that results are compared as often as errors. */
const MIN_SUCCESSES = 0.3;

/**
 * The tests that every provider of a contract must pass: each of its queries means the same in
 * process and over HTTP, for its examples and for random inputs.
 *
 * @param open a provider whose state does not change during the tests
 */
export function describeContract<C extends Contract>(
  contract: C,
  open: () => Promise<Subject<C>>,
): void {
  describe(`the contract of ${contract.name}`, () => {
    let subject: Subject<C>;
    let bindings: [OpenBinding<C>, OpenBinding<C>];
    const caller = callerOfAll(contract);
    beforeAll(async () => {
      subject = await open();
      bindings = [
        await inProcess(contract, subject.service, caller, subject.outcomes),
        await overHttp(contract, subject.service, caller, subject.outcomes),
      ];
    });
    afterAll(async () => {
      for (const { close } of bindings) await close();
      await subject.close();
    });

    const asks = ({ name }: Call) =>
      bindings.map(({ client }) => (client as Record<string, Ask>)[name]!) as [Ask, Ask];
    const examplesOf = ({ name }: Call) => (subject.examples as Record<string, unknown[]>)[name]!;
    const queries = Object.values(contract.calls).filter(({ kind }) => kind === 'query');

    it.each(queries)(
      '$fullName answers its examples, alike in process and over HTTP',
      async (call) => {
        expect(examplesOf(call).length).toBeGreaterThan(0);
        for (const example of examplesOf(call)) {
          const [one, other] = await Promise.all(asks(call).map((ask) => ask(example)));
          expect(other).toEqual(one);
        }
      },
    );

    it.each(queries)(
      `$fullName means the same for ${RUNS} random inputs`,
      async (call) => {
        const inputs = fc.oneof(fc.constantFrom(...examplesOf(call)), inputsOf(call.input));
        const counts: Record<string, number> = {};
        await fc.assert(
          fc.asyncProperty(inputs, async (input) => {
            const [one, other] = await Promise.all(asks(call).map((ask) => outcomeOf(ask(input))));
            expect(other).toEqual(one);
            const kind = 'code' in one! ? one.code : 'a result';
            counts[kind] = (counts[kind] ?? 0) + 1;
          }),
          { numRuns: RUNS, ...seed() },
        );
        process.stderr.write(`${call.fullName}: ${JSON.stringify(counts)}\n`);
        expect(counts['a result'] ?? 0).toBeGreaterThanOrEqual(MIN_SUCCESSES * RUNS);
      },
      RUNS * 100,
    );

    it.each(queries)('$fullName shares no object with its caller', async (call) => {
      for (const ask of asks(call)) {
        const [input] = examplesOf(call).map(call.crossing.input.copy);
        const before = call.crossing.output.copy(await ask(input));
        const got = await ask(deepFreeze(input));
        spoil(got);
        expect(await ask(input)).toEqual(before);
      }
    });
  });
}

/** A context that all calls allow. */
function callerOfAll({ calls }: Contract): string {
  const lists = Object.values(calls).flatMap(({ callers }) => (callers ? [callers] : []));
  return lists[0]?.find((name) => lists.every((list) => list.includes(name))) ?? CALLER;
}

/** fast-check prints the seed of a failure; `TEST_SEED` repeats it. */
function seed(): { seed?: number } {
  const given = process.env['TEST_SEED'];
  return given === undefined ? {} : { seed: Number(given) };
}

async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    return { result: await call };
  } catch (error) {
    if (error instanceof ServiceError) return { code: error.code };
    throw error;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** Changes every object within a value. */
function spoil(value: unknown): void {
  if (value instanceof Date) value.setTime(0);
  else if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(spoil);
    Object.assign(value, { spoiled: true });
  }
}
