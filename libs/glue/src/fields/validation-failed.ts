import { commonErrors, ServiceError } from '../errors/index.js';

const MAX_DETAILS = 20;

/** An issue of a Standard Schema, such as zod's. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The error `validation_failed` that names the invalid fields, up to a limit. */
export function validationFailed(issues: readonly Issue[]): ServiceError {
  return new ServiceError(commonErrors.validation_failed, {
    details: issues.slice(0, MAX_DETAILS).map(({ path, message }) => ({
      path: (path ?? [])
        .map((part) => String(typeof part === 'object' ? part.key : part))
        .join('.'),
      message,
    })),
  });
}
