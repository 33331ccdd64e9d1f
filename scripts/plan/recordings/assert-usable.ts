import { StartError } from '#glue/errors';
import { byRoute } from '../model/by-route.js';
import type { Recording } from './recording.js';

/**
 * @throws StartError for a recording in which calls have crossed already, or without a successful
 * request
 */
export function assertUsable(recording: Recording): Recording {
  const { requests } = recording;
  const over = requests.flatMap(({ calls }) => calls).find(({ binding }) => binding === 'http');
  if (over) {
    throw new StartError(
      `The recording has calls over HTTP, such as ${over.call}: its times are those of a split already. ` +
        'Record a process that hosts all contexts, without SEAM_PRETEND_REMOTE.',
    );
  }
  if (byRoute(recording).size > 0) return recording;
  throw new StartError('The recording has no successful request to a context yet.');
}
