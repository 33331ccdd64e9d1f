import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ServiceError } from '#glue/errors';
import { validationFailed } from '#glue/fields';
import { OUTCOMES_KEPT_MS } from '#glue/transaction';
import { KEY_HEADER } from '../contract/wire.js';
import { commandErrors } from './command-errors.js';

/** How long a command may be repeated: less than outcomes are kept, by more than clocks differ. */
export const REPEATABLE_MS = OUTCOMES_KEPT_MS - 3_600_000;
/** How far the clock of the caller may be ahead. */
const MAX_SKEW_MS = 30_000;
const uuidv7 = z.uuidv7('must be a UUID of version 7 (RFC 9562)');

/** A new idempotency key: a UUIDv7, whose time tells how old it is. */
export function newIdempotencyKey(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** How long ago a key was made. */
export function keyAgeMs(key: string): number {
  return Date.now() - parseInt(key.slice(0, 8) + key.slice(9, 13), 16);
}

/** @throws ServiceError `validation_failed` for anything but a key */
export function assertKey(key: string | undefined): asserts key is string {
  const { success, error } = uuidv7.safeParse(key);
  if (!success) throw invalid(error.issues[0]!.message);
}

/** @throws ServiceError `validation_failed` for anything but a key; `key_expired` */
export function assertUsable(key: string | undefined): asserts key is string {
  assertKey(key);
  const age = keyAgeMs(key);
  if (age < -MAX_SKEW_MS) throw invalid('is of the future: check the clock of the caller');
  if (age > REPEATABLE_MS) throw new ServiceError(commandErrors.key_expired);
}

function invalid(message: string): ServiceError {
  return validationFailed([{ message, path: [KEY_HEADER] }]);
}
