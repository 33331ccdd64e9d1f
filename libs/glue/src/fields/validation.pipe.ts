import { StandardSchemaValidationPipe } from '@nestjs/common';
import { commonErrors, ServiceError } from '../errors/index.js';

const MAX_DETAILS = 20;

/** Validates the inputs for which a route declares a schema, and reports every invalid field. */
export const validationPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) =>
    new ServiceError(commonErrors.validation_failed, {
      details: issues.slice(0, MAX_DETAILS).map(({ path, message }) => ({
        path: (path ?? [])
          .map((part) => String(typeof part === 'object' ? part.key : part))
          .join('.'),
        message,
      })),
    }),
});
