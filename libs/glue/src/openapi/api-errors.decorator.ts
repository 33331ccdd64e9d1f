import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ErrorDefinition } from '../errors/index.js';

/** What the codes of an operation begin with until {@link describeErrors} makes responses of them. */
export const ERROR_EXTENSION = 'x-error-';

/** Describes the errors that a route answers with; those of a class and of its methods add up. */
export function ApiErrors(...errors: ErrorDefinition[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...errors.map((error) => ApiExtension(`${ERROR_EXTENSION}${error.code}`, error)),
  );
}
