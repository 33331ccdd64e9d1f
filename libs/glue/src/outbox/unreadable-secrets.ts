import { isServiceError } from '../errors/index.js';
import { sealingErrors } from '../sealing/index.js';
import type { DeliveryResult } from './delivery-result.js';

/** The end of a command whose secrets cannot be opened; `undefined` for any other error. */
export function unreadableSecrets(error: unknown): DeliveryResult | undefined {
  if (!isServiceError(error, sealingErrors.secrets_unreadable)) return undefined;
  return { state: 'refused', code: error.code, reason: (error.cause as Error).message };
}
