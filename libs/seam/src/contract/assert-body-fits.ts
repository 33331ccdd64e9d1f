import { validationFailed } from '#glue/fields';
import { INTERNAL_BODY_LIMIT } from '#glue/http';

/** @throws ServiceError `validation_failed` for a body that no provider accepts */
export function assertBodyFits(body: string): void {
  if (Buffer.byteLength(body) <= INTERNAL_BODY_LIMIT) return;
  throw validationFailed([{ path: [], message: `must have ${INTERNAL_BODY_LIMIT} bytes at most` }]);
}
