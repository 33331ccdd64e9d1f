import { AsyncResource } from 'node:async_hooks';

const MINUTE_MS = 60_000;

/**
 * Logs each of the first lines of a minute, and at its end one line for the others: clients may cause
 * any number of them, which must not fill the log.
 *
 * @param log writes a line; gets the number of lines that were left out, if it stands for those
 */
export function limitedLines(perMinute: number, log: (leftOut?: number) => void): () => void {
  let noted = 0;
  // Not bound to a request, because the line is about several clients.
  const endMinute = AsyncResource.bind(() => {
    const leftOut = noted - perMinute;
    noted = 0;
    if (leftOut > 0) log(leftOut);
  });
  return () => {
    if (noted++ === 0) setTimeout(endMinute, MINUTE_MS).unref();
    if (noted <= perMinute) log();
  };
}
