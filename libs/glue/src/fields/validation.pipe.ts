// As a namespace: with an older Nest, which lacks the pipe, the line of `assertNest` is printed.
import * as nest from '@nestjs/common';
import { validationFailed } from './validation-failed.js';

/** Validates the inputs for which a route declares a schema, and reports every invalid field. */
export const validationPipe = new nest.StandardSchemaValidationPipe({
  exceptionFactory: (issues) => validationFailed(issues),
});
