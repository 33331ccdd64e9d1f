import type { Ask } from './ask.js';

/** Splits a list into parts, asks for all of them at the same time, and joins the results. */
export function inChunks<Options>(ask: Ask<Options>, length: number): Ask<Options> {
  return async (input, options) => {
    const all = input as readonly unknown[];
    if (all.length <= length) return ask(all, options);
    const parts: (readonly unknown[])[] = [];
    for (let i = 0; i < all.length; i += length) parts.push(all.slice(i, i + length));
    const results = await Promise.all(parts.map((part) => ask(part, options)));
    return (results as unknown[][]).flat();
  };
}
