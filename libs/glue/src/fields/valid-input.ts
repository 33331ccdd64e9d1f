import { z } from 'zod';
import { validationFailed } from './validation-failed.js';

/** @throws ServiceError `validation_failed` for what `convert` finds invalid */
export function validInput<T>(convert: (value: unknown) => T, value: unknown): T {
  try {
    return convert(value);
  } catch (error) {
    throw error instanceof z.core.$ZodError ? validationFailed(error.issues) : error;
  }
}
