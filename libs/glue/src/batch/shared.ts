import type { Ask } from './ask.js';

/** Concurrent calls with equal inputs share one call. Each caller gets a copy of its result. */
export function shared<Options>(
  ask: Ask<Options | Record<never, never>>,
  copy: (output: unknown) => unknown,
): Ask<Options> {
  const running = new Map<string, Promise<unknown>>();
  return async (input) => {
    const key = JSON.stringify(input);
    const others = running.get(key);
    if (others) return copy(await others);
    // No options: another caller may still need the result of a call that the first one cancels.
    const call = ask(input, {}).finally(() => running.delete(key));
    running.set(key, call);
    return call;
  };
}
