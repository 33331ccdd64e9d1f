import type { Call } from '../contract/contract.js';
import { type BothBindings, oneEffect } from './both-bindings.suite.js';

/** The test that neither the caller nor the provider can change an object of the other. */
export function describeCopies(call: Call, both: BothBindings): void {
  it('shares no object with its caller', async () => {
    for (const ask of both.asks(call)) {
      const input = call.crossing.input.copy(both.examplesOf(call)[0]);
      const effect = oneEffect(call);
      const got = await ask(deepFreeze(input), effect);
      const before = call.crossing.output.copy(got);
      spoil(got);
      // A secret result is returned once.
      if (!call.secret) expect(await ask(input, effect)).toEqual(before);
    }
  });
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
