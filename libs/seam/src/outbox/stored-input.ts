import type { Sealer } from '#glue/sealing';
import type { Call } from '../contract/contract.js';
import { openSecrets, sealSecrets } from '../contract/sealed-value.js';

/** The input of a command as an outbox stores it: secret fields are sealed. */
interface StoredInput {
  readonly input?: unknown;
  readonly sealed?: string;
}

/** @param encoded the input as JSON */
export function storedInput(
  { crossing, fullName }: Call,
  encoded: unknown,
  sealer: Sealer | undefined,
): StoredInput {
  const place = placeOf(fullName);
  const { rest, ...sealed } = sealSecrets(encoded, crossing.input.secrets, sealer, place);
  return { input: rest, ...sealed };
}

/** The input as JSON. @throws ServiceError `secrets_unreadable` */
export function inputOf({ fullName }: Call, body: unknown, sealer: Sealer | undefined): unknown {
  const { input: rest, ...sealed } = body as StoredInput;
  return openSecrets({ rest, ...sealed }, sealer, placeOf(fullName));
}

/** Not the key of the command: one that is sent again may get another one. */
const placeOf = (call: string) => ['outbox', call];
