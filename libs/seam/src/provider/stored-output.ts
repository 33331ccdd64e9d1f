import { ServiceError } from '#glue/errors';
import type { Sealer } from '#glue/sealing';
import { commandErrors } from '../commands/command-errors.js';
import type { Call } from '../contract/contract.js';
import { openSecrets, sealSecrets } from '../contract/sealed-value.js';

/** The output of a command as it is stored: secret fields are sealed. */
interface StoredOutput {
  readonly output?: unknown;
  readonly sealed?: string;
}

/** @param key what identifies the command in its table */
export function storedOutput(
  { crossing: { output } }: Call,
  result: unknown,
  sealer: Sealer | undefined,
  key: readonly string[],
): StoredOutput {
  const { rest, ...sealed } = sealSecrets(
    output.encode(result),
    output.secrets,
    sealer,
    placeOf(key),
  );
  return { output: rest, ...sealed };
}

/**
 * The result of a command.
 *
 * @throws ServiceError `command_completed` if it was sealed with a key that is not set any more
 */
export function outputOf(
  { crossing }: Call,
  { output: rest, ...sealed }: StoredOutput,
  sealer: Sealer | undefined,
  key: readonly string[],
): unknown {
  return crossing.output.decode(opened({ rest, ...sealed }, sealer, placeOf(key)));
}

function opened(...stored: Parameters<typeof openSecrets>): unknown {
  try {
    return openSecrets(...stored);
  } catch (cause) {
    throw new ServiceError(commandErrors.command_completed, { cause });
  }
}

const placeOf = (key: readonly string[]) => ['commands', ...key];
