import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ErrorDefinition } from '../errors/index.js';

/** The prefix of error codes in an operation, until `describeErrors` converts them. */
export const ERROR_EXTENSION = 'x-error-';

/** Describes the errors of a route; those of a class and of its methods add up. */
export function ApiErrors(...errors: ErrorDefinition[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...errors.map((error) => ApiExtension(`${ERROR_EXTENSION}${error.code}`, error)),
  );
}
