import { z } from 'zod';
import { readConfig } from '../config/index.js';
import { StartError } from '../errors/index.js';
import { networkOf, pretendedNetworksConfig } from './index.js';

const ALL = ['hotel', 'bar', 'pool'];
const env = { shape: { NODE_ENV: z.string().optional() } };

function read(text: string, called = ['hotel'], NODE_ENV = 'development') {
  return readConfig([env, pretendedNetworksConfig(ALL, called)], {
    SEAM_PRETEND_REMOTE: text,
    NODE_ENV,
  });
}

describe('SEAM_PRETEND_REMOTE', () => {
  it('gives a context its network, and others none', () => {
    const config = read('hotel: latency 2ms±1, seed 3');
    expect(networkOf(config, 'hotel')?.options).toEqual({
      latencyMs: 2,
      jitterMs: 1,
      loss: 0,
      seed: 3,
    });
    expect(networkOf(config, 'bar')).toBeUndefined();
    expect(networkOf(read(''), 'hotel')).toBeUndefined();
  });

  it.each([
    ['bad syntax', 'hotel: latency fast', ['hotel'], 'the latency "fast" of hotel is no time'],
    [
      'an unknown context',
      'motel: loss 1%',
      ['hotel'],
      'there is no context "motel". Contexts are hotel, bar, pool.',
    ],
    [
      'a context that is not called here',
      'bar: loss 1%',
      ['hotel', 'pool'],
      'no context of this process calls bar in this process. Name hotel or pool',
    ],
    [
      'a process that calls none',
      'bar: loss 1%',
      [],
      'no context of this process calls bar in this process. Remove it',
    ],
  ])('stops a start with %s', (_, text, called, message) => {
    expect(() => read(text, called)).toThrow(StartError);
    expect(() => read(text, called)).toThrow(`SEAM_PRETEND_REMOTE: ${message}`);
  });

  it('stops a start in production', () => {
    expect(() => read('hotel: loss 1%', ['hotel'], 'production')).toThrow(
      'SEAM_PRETEND_REMOTE: is for development',
    );
  });
});
