import { StandardSchemaValidationPipe } from '@nestjs/common';
import { validationFailed } from './validation-failed.js';

/** Validates the inputs for which a route declares a schema, and reports every invalid field. */
export const validationPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => validationFailed(issues),
});
