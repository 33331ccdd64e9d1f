import { StartError } from '#glue/errors';
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

/** @throws StartError for a recording in which calls have crossed already, or without any request */
export function assertUsable(recording: Recording): Recording {
  const { requests } = recording;
  const over = requests.flatMap(({ calls }) => calls).find(({ binding }) => binding === 'http');
  if (over) {
    throw new StartError(
      `The recording has calls over HTTP, such as ${over.call}: its times are those of a split already. ` +
        'Record a process that hosts all contexts.',
    );
  }
  if (requests.length > 0) return recording;
  throw new StartError('The recording has no request to a context yet.');
}
