import { setTimeout as delay } from 'node:timers/promises';
import { ScopedValue } from './scoped-value.js';

const one = new ScopedValue<string>();
const other = new ScopedValue<string>();
const both = () => [one.get(), other.get()];

it('is found in all that the work starts, and not outside of it', async () => {
  const found = one.run('a', async () => {
    await delay(1);
    return one.get();
  });
  expect(one.get()).toBeUndefined();
  expect(await found).toBe('a');
});

it('does not change other values, nor those of the code around it', () => {
  one.run('a', () => {
    other.run('b', () => {
      expect(both()).toEqual(['a', 'b']);
      one.run(undefined, () => expect(both()).toEqual([undefined, 'b']));
      expect(both()).toEqual(['a', 'b']);
    });
    expect(both()).toEqual(['a', undefined]);
  });
});
