import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ErrorCode } from '../errors/index.js';

/** What the codes of an operation begin with until {@link describeErrors} makes responses of them. */
export const ERROR_EXTENSION = 'x-error-';

/** Describes the errors that a route answers with; those of a class and of its methods add up. */
export function ApiErrors(...codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  return applyDecorators(...codes.map((code) => ApiExtension(`${ERROR_EXTENSION}${code}`, true)));
}
