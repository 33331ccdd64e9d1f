import * as fc from 'fast-check';
import { z } from 'zod';
import type { Call } from '../contract/contract.js';
import { inputsOf } from './inputs-of.suite.js';
import { seed } from './seed.suite.js';

const SAMPLES = 50;
const WRONG = [7.5, 'text', true, null, [], {}, undefined];

/** The random input with the most in it that one request has room for, encoded. */
export function inputFor(call: Call): unknown {
  const all = samples(call.input);
  return call.chunk === undefined
    ? richest(all)
    : richest(all.filter((each) => (each as unknown[]).length <= call.chunk!));
}

/** A list that takes two requests of a chunked call. */
export function longInputFor(call: Call): unknown {
  const [element] = richest(samples(call.input)) as unknown[];
  return Array.from({ length: call.chunk! + 1 }, () => element);
}

/** A random output with much in it, as JSON. */
export function outputOf({ output, crossing }: Call): unknown {
  return asJson(crossing.output.encode(richest(samples(output))));
}

/** Whether `undefined` is an output: on the wire it is a result without one. */
export function mayBeMissing({ output }: Call): boolean {
  return output.safeParse(undefined).success;
}

/** Changes of a valid output that its schema refuses: other types, and missing fields. */
export function wrongShapes({ output }: Call, valid: unknown): unknown[] {
  const all = [...changes(valid)].map(asJson);
  return all.filter((each) => !output.safeParse(each).success);
}

function* changes(json: unknown): Generator {
  yield* WRONG;
  if (Array.isArray(json) && json.length > 0) {
    for (const last of changes(json.at(-1))) yield [...(json.slice(0, -1) as unknown[]), last];
  } else if (typeof json === 'object' && json !== null) {
    for (const [key, value] of Object.entries(json)) {
      for (const each of changes(value)) yield { ...json, [key]: each };
    }
  }
}

function samples(schema: z.ZodType): unknown[] {
  return fc.sample(inputsOf(schema), { numRuns: SAMPLES, ...seed() });
}

function richest(values: unknown[]): unknown {
  const length = (value: unknown) => JSON.stringify(value ?? null).length;
  return values.reduce((best, each) => (length(each) > length(best) ? each : best));
}

function asJson(value: unknown): unknown {
  return (JSON.parse(JSON.stringify({ value })) as { value?: unknown }).value;
}
