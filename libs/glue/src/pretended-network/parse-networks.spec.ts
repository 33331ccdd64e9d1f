import * as fc from 'fast-check';
import { NetworkSyntaxError, parseNetworks } from './parse-networks.js';

const hotel = (parts: string) => parseNetworks(`hotel: ${parts}`).get('hotel');

describe('parseNetworks', () => {
  it('reads several contexts', () => {
    const networks = parseNetworks(' hotel: latency 2ms±1, loss 1%, seed 42 ; bar:latency 10ms;');
    expect(networks.get('hotel')).toEqual({ latencyMs: 2, jitterMs: 1, loss: 0.01, seed: 42 });
    expect(networks.get('bar')).toMatchObject({ latencyMs: 10, jitterMs: 0, loss: 0 });
    expect([...networks.keys()]).toEqual(['hotel', 'bar']);
  });

  it.each([
    ['latency 2.5ms', { latencyMs: 2.5, jitterMs: 0 }],
    ['latency 2ms±2', { latencyMs: 2, jitterMs: 2 }],
    ['latency 2 ms +- 0.5ms', { latencyMs: 2, jitterMs: 0.5 }],
    ['loss 0%', { loss: 0 }],
    ['loss 100%', { loss: 1 }],
    ['loss 0.5 %, latency 1ms', { loss: 0.005, latencyMs: 1 }],
  ])('reads %s', (parts, expected) => expect(hotel(parts)).toMatchObject(expected));

  it('chooses a seed where none is given', () => {
    const seeds = new Set(Array.from({ length: 20 }, () => hotel('loss 1%')!.seed));
    expect(seeds.size).toBeGreaterThan(10);
    for (const seed of seeds) expect(hotel(`seed ${seed}`)).toMatchObject({ seed });
  });

  it.each([
    ['hotel', '"hotel" is no context with a colon. Write for example'],
    [';', 'names no context. Write for example'],
    ['hotel: loss 1%; hotel: loss 2%', 'names hotel twice'],
    ['hotel:', '"" of hotel is none of latency, loss and seed. Write for example: hotel: latency'],
    ['hotel: speed 3', '"speed 3" of hotel is none of latency, loss and seed'],
    ['hotel: toString 3', '"toString 3" of hotel is none of'],
    ['hotel: loss 1%, loss 2%', 'has loss of hotel twice'],
    ['hotel: latency fast', 'the latency "fast" of hotel is no time in milliseconds'],
    ['hotel: latency 2', 'the latency "2" of hotel is no time in milliseconds'],
    ['hotel: latency 2s', 'the latency "2s" of hotel is no time in milliseconds'],
    ['hotel: latency -2ms', 'the latency "-2ms" of hotel is no time in milliseconds'],
    ['hotel: latency 60001ms', '60000 at most. Write for example: latency 2ms'],
    ['hotel: latency 2ms±3', 'would be below zero at times. Write ±2 at most'],
    ['hotel: loss 101%', 'the loss "101%" of hotel is no share from 0% to 100%'],
    ['hotel: loss 0.01', 'the loss "0.01" of hotel is no share'],
    ['hotel: seed 1.5', 'the seed "1.5" of hotel is no whole number below 2147483648'],
    ['hotel: seed 2147483648', 'is no whole number below'],
  ])('refuses %s', (text, message) => {
    expect(() => parseNetworks(text)).toThrow(NetworkSyntaxError);
    expect(() => parseNetworks(text)).toThrow(message);
  });

  it('reads what it writes, and refuses any other text with an error of its own', () => {
    const numbers = fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(numbers, ([latencyMs, loss]) => {
        const text = `latency ${latencyMs}ms±${latencyMs}, loss ${loss}%`;
        expect(hotel(text)).toMatchObject({ latencyMs, jitterMs: latencyMs, loss: loss / 100 });
      }),
    );
    const words = fc.constantFrom(
      'hotel',
      ':',
      ';',
      ',',
      ' ',
      'latency',
      'loss',
      '2',
      'ms',
      '±',
      '%',
    );
    fc.assert(
      fc.property(fc.array(words), (some) => {
        try {
          parseNetworks(some.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(NetworkSyntaxError);
        }
      }),
    );
  });
});
