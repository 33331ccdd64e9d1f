import { z } from 'zod';
import { validationFailed } from './validation-failed.js';

/** @throws ServiceError `validation_failed` for what `convert` finds invalid */
export function validInput<T>(convert: (value: unknown) => T, value: unknown): T {
  try {
    return convert(value);
  } catch (error) {
    if (error instanceof z.core.$ZodError) throw validationFailed(error.issues);
    // A recursive schema, and a value that is nested too deep for the stack.
    if (error instanceof RangeError)
      throw validationFailed([{ path: [], message: 'nests too deep' }]);
    throw error;
  }
}
