import { parseArgs } from 'node:util';
import { StartError } from '#glue/errors';
import type { Cost } from './model/cost.js';
import { readBandwidth, readTime } from './units.js';

/** The options of the command line. */
export interface Options {
  /** Recordings to read; without any, traffic is sent and recorded. */
  readonly files: readonly string[];
  readonly groupings: readonly string[];
  readonly latenciesMs: readonly number[];
  /** Measured on this machine if absent. */
  readonly callMs: Cost['callMs'] | undefined;
  readonly bytesPerMs: number;
  readonly seconds: number;
  readonly people: number;
  readonly seed: number;
  /** Whether to run each grouping, and to compare. */
  readonly isCompared: boolean;
  /** Where to keep the recording. */
  readonly keep: string | undefined;
}

const USAGE = `usage:
  npm run plan -- <recording>...        what each grouping would cost, by recorded requests
  npm run plan -- --seconds 60          the same for traffic that it sends itself
  npm run plan -- --seconds 60 --compare    and runs each grouping, to compare
options:
  --grouping 'auth|todo'   only this grouping; may be repeated
  --latency 0ms,2ms        the networks between processes, there and back
  --call-cost 0.5ms,2ms    what a call adds over loopback, usually and at most, instead of measuring it
  --bandwidth 100Mbit      of the network; without it sizes do not matter
  --people 24 --seed 1 --keep <file>    of the traffic that it sends`;

const text = { type: 'string' } as const;
const FLAGS = {
  grouping: { type: 'string', multiple: true, default: [] as string[] },
  latency: { ...text, default: '0ms,2ms' },
  'call-cost': text,
  bandwidth: text,
  seconds: text,
  people: { ...text, default: '24' },
  seed: text,
  compare: { type: 'boolean', default: false },
  keep: text,
} as const;

/** @throws StartError with the usage */
export function readOptions(args: string[]): Options {
  const { values, positionals: files } = parse(args);
  if (files.length > 0 === (values.seconds !== undefined))
    return refuse('name recordings or --seconds');
  if (files.length > 0 && (values.compare || values.keep)) {
    return refuse(
      '--compare and --keep are for traffic of its own: add --seconds, and no recording',
    );
  }
  return {
    files,
    groupings: values.grouping,
    latenciesMs: values.latency.split(',').map((each) => readTime('--latency', each)),
    callMs: values['call-cost'] === undefined ? undefined : readCost(values['call-cost']),
    bytesPerMs:
      values.bandwidth === undefined ? Infinity : readBandwidth('--bandwidth', values.bandwidth),
    seconds: whole('--seconds', values.seconds ?? '0', files.length > 0 ? 0 : 1, 3_600),
    people: whole('--people', values.people, 2, 1_000),
    seed: whole('--seed', values.seed ?? `${Date.now() % 2 ** 32}`, 0, 2 ** 32),
    isCompared: values.compare,
    keep: values.keep,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: FLAGS, allowPositionals: true });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function readCost(given: string): Cost['callMs'] {
  const [p50, p99 = p50, ...others] = given.split(',').map((each) => readTime('--call-cost', each));
  if (others.length > 0 || p50! > p99!)
    return refuse('--call-cost has one time, or two, the smaller first');
  return { p50: p50!, p99: p99! };
}

function whole(option: string, given: string, min: number, max: number): number {
  const value = /^\d{1,10}$/.test(given) ? Number(given) : NaN;
  if (value >= min && value <= max) return value;
  return refuse(`${option} "${given}" must be a whole number from ${min} to ${max}`);
}

function refuse(why: string): never {
  throw new StartError(`${why}.\n${USAGE}`);
}
