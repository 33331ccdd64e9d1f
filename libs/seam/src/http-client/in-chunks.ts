import type { Send } from './send.js';

/** Sends a list in parts, at the same time, and joins the lists that are returned. */
export function inChunks(send: Send, length: number): Send {
  return async (input, options) => {
    const all = input as readonly unknown[];
    if (all.length <= length) return send(all, options);
    const parts: (readonly unknown[])[] = [];
    for (let i = 0; i < all.length; i += length) parts.push(all.slice(i, i + length));
    const results = await Promise.all(parts.map((part) => send(part, options)));
    return (results as unknown[][]).flat();
  };
}
