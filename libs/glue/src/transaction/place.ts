type Callable = (...args: never[]) => unknown;

/**
 * The line of code that has called `callee`, or the function that calls this one. It is formatted
 * only when it is read: each transaction stores its place, and few messages need it.
 */
export function placeBelow(callee?: Callable): () => string {
  const at: { stack?: string } = {};
  Error.captureStackTrace(at, callee ?? placeBelow);
  const depth = callee ? 0 : 1;
  return () =>
    (at.stack ?? '')
      .match(/^\s+at .+$/gm)
      ?.[depth]?.trim()
      .slice(3) ?? 'unknown';
}
