import { StartError } from '#glue/errors';
import { readOptions } from './options.js';

describe('the options', () => {
  it('have defaults', () => {
    expect(readOptions(['calls.jsonl'])).toMatchObject({
      files: ['calls.jsonl'],
      groupings: [],
      latenciesMs: [0, 2],
      callMs: undefined,
      bytesPerMs: Infinity,
      isCompared: false,
    });
  });

  it('have times and bandwidths with units', () => {
    const given =
      '--latency 500us,1.5ms,1s --call-cost 0.4ms,2ms --bandwidth 100Mbit --seconds 60 --seed 7';
    expect(readOptions(given.split(' '))).toMatchObject({
      files: [],
      latenciesMs: [0.5, 1.5, 1_000],
      callMs: { p50: 0.4, p99: 2 },
      bytesPerMs: 12_500,
      seconds: 60,
      seed: 7,
    });
  });

  it.each([
    ['', 'name recordings or --seconds'],
    ['calls --seconds 5', 'name recordings or --seconds'],
    ['calls --compare', '--compare and --keep are for traffic of its own'],
    ['calls --latency 2', '--latency "2" must be a time with a unit'],
    ['calls --latency 2ms,soon', '--latency "soon" must be a time with a unit'],
    ['calls --latency -1ms', '--latency'],
    ['calls --latency 1constructor', '--latency "1constructor" must be a time with a unit'],
    ['calls --call-cost 2ms,1ms', 'the smaller first'],
    ['calls --call-cost 1ms,2ms,3ms', '--call-cost has one time, or two'],
    ['calls --bandwidth 100', '--bandwidth "100" must be bits per second'],
    ['calls --bandwidth 0Mbit', '--bandwidth "0Mbit" must be above 0'],
    ['--seconds x', '--seconds "x" must be a whole number from 1'],
    ['--seconds 5 --people 1', '--people "1" must be a whole number from 2'],
    ['calls --fast', '--fast'],
  ])('are refused: %s', (args, why) => {
    const read = () => readOptions(args.split(' ').filter(Boolean));
    expect(read).toThrow(StartError);
    expect(read).toThrow(why);
  });
});
