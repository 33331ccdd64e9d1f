// The start errors of the JSON file.
import { StartError } from '#glue/errors';

const VARIABLE = 'JSON_STORE_PATH';

export function inUse(path: string): StartError {
  return new StartError(
    `${VARIABLE}: ${path} is open in another process, and only one process may write it. ` +
      `Stop the other process, or set ${VARIABLE} to another file.`,
  );
}

export function damaged(path: string, message: string): StartError {
  return new StartError(
    `${VARIABLE}: ${path} is not an items file of version 1 or 2 (${message}). It was not changed: ` +
      `restore it from a backup, or set ${VARIABLE} to another file.`,
  );
}

export function original(path: string): StartError {
  return new StartError(
    `${VARIABLE}: ${path} was written by the original system, as a map of "title:user_id". It was ` +
      `not changed: set ${VARIABLE} to a new file, and create the items again with ` +
      'POST /api/v1/create (users and their ids differ from before).',
  );
}

/** Throws the error of a file that cannot be read or written. */
export function unusable(path: string): (error: unknown) => never {
  return (error) => {
    throw new StartError(
      `${VARIABLE}: ${path} cannot be used: ${(error as Error).message}. ` +
        `Make it and its folder writable, or set ${VARIABLE} to another file.`,
    );
  };
}
