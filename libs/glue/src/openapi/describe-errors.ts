import type { OpenAPIObject } from '@nestjs/swagger';
import { type ErrorDefinition, ServiceError } from '../errors/index.js';
import { toProblem } from '../problem-details/index.js';
import { ERROR_EXTENSION } from './api-errors.decorator.js';
import { ANYWHERE, HEADERS, WITH_BODY } from './common-responses.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];
type Response = Responses[string];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const EXAMPLE_REQUEST_ID = '0b8f2c9e-5d0c-4c0e-9a55-7f0f9f3a1f11';

/**
 * Adds a response per error status to each operation of a document: those of `ApiErrors`, and those
 * of every server. Shared parts are in the components once.
 */
export function describeErrors(document: OpenAPIObject): void {
  const shared = ((document.components ??= {}).responses ??= {}) as Responses;
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) describeOperation(operation, method === 'get', shared);
    }
  }
}

function describeOperation(operation: Operation, isBodyless: boolean, shared: Responses): void {
  const common = isBodyless ? ANYWHERE : [...ANYWHERE, ...WITH_BODY];
  const own = takeErrors(operation);
  const ownCodes = new Set(own.map(({ code }) => code));
  const others = common.filter(({ code }) => !ownCodes.has(code));
  for (const [status, errors] of byStatus([...others, ...own])) {
    if (operation.responses[status]) continue;
    const isShared = errors.every(({ code }) => !ownCodes.has(code));
    operation.responses[status] = isShared ? refer(errors, shared) : describe(errors);
  }
}

/** The errors that decorators have added to the operation; removes them there. */
function takeErrors(operation: Operation): ErrorDefinition[] {
  const extensions = operation as unknown as Record<string, ErrorDefinition>;
  const names = Object.keys(operation).filter((name) => name.startsWith(ERROR_EXTENSION));
  const errors = names.map((name) => extensions[name]!);
  names.forEach((name) => delete extensions[name]);
  return errors;
}

function byStatus(errors: ErrorDefinition[]): Map<number, ErrorDefinition[]> {
  const groups = new Map<number, ErrorDefinition[]>();
  for (const error of errors) {
    groups.set(error.status, [...(groups.get(error.status) ?? []), error]);
  }
  return groups;
}

function refer(errors: ErrorDefinition[], shared: Responses): Response {
  const name = errors.map(({ code }) => code).join('_or_');
  shared[name] ??= describe(errors);
  return { $ref: `#/components/responses/${name}` };
}

function describe(errors: ErrorDefinition[]): Response {
  const headers = HEADERS[errors[0]!.status];
  return {
    description: errors.map(({ code, message }) => `${code}: ${message}`).join(' '),
    ...(headers && { headers }),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          errors.map((error) => [error.code, { value: exampleOf(error) }]),
        ),
      },
    },
  };
}

function exampleOf(error: ErrorDefinition) {
  return toProblem(new ServiceError(error), EXAMPLE_REQUEST_ID);
}
