import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { ERROR_CATALOGUE, type ErrorCode, ServiceError } from '../errors/index.js';
import { toProblem } from './problem.js';

const EXAMPLE_REQUEST_ID = '0b8f2c9e-5d0c-4c0e-9a55-7f0f9f3a1f11';

/** Describes the errors that a route answers with: one response per status, an example per code. */
export function ApiErrors(...codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  const statuses = new Set(codes.map((code) => ERROR_CATALOGUE[code].status));
  return applyDecorators(
    ...[...statuses].map((status) =>
      describeStatus(
        status,
        codes.filter((code) => ERROR_CATALOGUE[code].status === status),
      ),
    ),
  );
}

function describeStatus(status: number, codes: ErrorCode[]) {
  return ApiResponse({
    status,
    description: codes.map((code) => `${code}: ${ERROR_CATALOGUE[code].message}`).join(' '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
      },
    },
  });
}

function exampleOf(code: ErrorCode) {
  return toProblem(new ServiceError(code), EXAMPLE_REQUEST_ID);
}
