import type { Send } from './send.js';

/** Sends equal calls that run at the same time once. Each caller gets a copy. */
export function shared(send: Send, copy: (output: unknown) => unknown): Send {
  const running = new Map<string, Promise<unknown>>();
  return async (input) => {
    const key = JSON.stringify(input);
    const others = running.get(key);
    if (others) return copy(await others);
    // No signal: another caller may still need the result of a call that the first one cancels.
    const call = send(input, {}).finally(() => running.delete(key));
    running.set(key, call);
    return call;
  };
}
