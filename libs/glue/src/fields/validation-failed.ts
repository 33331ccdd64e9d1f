import { commonErrors, jsonPointer, ServiceError } from '../errors/index.js';

const MAX_DETAILS = 20;
/** Of what a client has named a field. */
const MAX_NAME_LENGTH = 100;

/** An issue of a Standard Schema, such as zod's. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** Of zod: the unknown fields of an object, which are one issue. */
  readonly keys?: readonly string[];
}

/** Where invalid fields are: in a JSON body, or parameters by name. */
export type FieldPlace = 'body' | 'parameters';

/** The error `validation_failed` that names the invalid fields, up to a limit, but not their values. */
export function validationFailed(
  issues: readonly Issue[],
  place: FieldPlace = 'body',
): ServiceError {
  const fields = issues.slice(0, MAX_DETAILS).flatMap(fieldsOf).slice(0, MAX_DETAILS);
  return new ServiceError(commonErrors.validation_failed, {
    details: fields.map(({ path, message }) => ({
      path: path.join('.'),
      message,
      pointer: place === 'body' ? jsonPointer(path) : path.join('.'),
    })),
  });
}

function fieldsOf({ path = [], message, keys }: Issue): { path: string[]; message: string }[] {
  const parts = path.map((part) => String(typeof part === 'object' ? part.key : part));
  if (!keys) return [{ path: parts, message }];
  return keys.map((key) => ({ path: [...parts, key.slice(0, MAX_NAME_LENGTH)], message }));
}
