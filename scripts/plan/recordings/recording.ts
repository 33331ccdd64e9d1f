import type { RecordedOutside, RecordedProcess, RecordedRequest } from '#glue/recording';

/** What one or several processes have recorded. */
export interface Recording {
  /** The paths of each context's public routes. */
  readonly contexts: RecordedProcess['contexts'];
  readonly requests: readonly RecordedRequest[];
  readonly outside: readonly RecordedOutside['outside'][];
  /** From the first line to the last. */
  readonly seconds: number;
  /** Lines that are not whole, as `<file>:<line>`. */
  readonly passedOver: readonly string[];
}

/** The context that serves a route; `undefined` if none does. */
export function contextOf(route: string, contexts: Recording['contexts']): string | undefined {
  const isBelow = (path: string) =>
    route === path || route.startsWith(path.endsWith('/') ? path : `${path}/`);
  return Object.entries(contexts).find(([, paths]) => paths.some(isBelow))?.[0];
}
