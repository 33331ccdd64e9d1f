import { setImmediate as turn } from 'node:timers/promises';
import { kept, keepTickShape } from './keep-tick-shape.js';

it('keeps the object that Node makes for a tick', async () => {
  keepTickShape();
  await turn();
  expect(Object.keys(kept!)).toEqual(expect.arrayContaining(['callback', 'args']));
});
