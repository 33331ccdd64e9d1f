import { authErrors } from '#auth';
import { authKernelErrors } from '#auth-kernel';
import { commonErrors, type ErrorDefinition, type ErrorTable, joinErrors } from '#glue/errors';
import { todoErrors } from '#todo';

/** All errors, by the part of the system that defines them, in the order of docs/errors.md. */
export const ERROR_TABLES: Record<string, ErrorTable> = {
  'Every server': commonErrors,
  'auth-kernel': authKernelErrors,
  auth: authErrors,
  todo: todoErrors,
};

const all = joinErrors(Object.values(ERROR_TABLES));

/** What a code means. */
export function errorOf(code: string): ErrorDefinition {
  const definition = all[code];
  if (!definition) throw new Error(`no table defines ${code}`);
  return definition;
}
