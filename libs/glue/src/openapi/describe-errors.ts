import type { OpenAPIObject } from '@nestjs/swagger';
import { ERROR_CATALOGUE, type ErrorCode, isErrorCode, ServiceError } from '../errors/index.js';
import { toProblem } from '../problem/index.js';
import { ERROR_EXTENSION } from './api-errors.decorator.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];
type Response = Responses[string];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const EXAMPLE_REQUEST_ID = '0b8f2c9e-5d0c-4c0e-9a55-7f0f9f3a1f11';

/** What a request to any address may be refused with. */
const ANYWHERE: ErrorCode[] = [
  'malformed_request',
  'method_not_allowed',
  'request_timeout',
  'uri_too_long',
  'too_many_requests',
  'headers_too_large',
  'internal',
  'too_busy',
];
/** The same for methods whose body is read, whether the route takes one or not. */
const WITH_BODY: ErrorCode[] = ['malformed_json', 'body_too_large', 'unsupported_media_type'];

const text = { type: 'string' as const };
/** What answers with a status always carry. */
const HEADERS: Record<number, Record<string, object>> = {
  401: { 'WWW-Authenticate': { description: 'How to authenticate', required: true, schema: text } },
  405: { Allow: { description: 'The methods that it takes', required: true, schema: text } },
  429: { 'Retry-After': retryAfter() },
  503: { 'Retry-After': retryAfter() },
};

/**
 * Gives each operation of a document a response per status that it may fail with: what
 * `ApiErrors` says of it, and what the server refuses by itself. What is the same
 * everywhere stands in the components once.
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
  const own = takeCodes(operation);
  for (const [status, codes] of byStatus(new Set([...common, ...own]))) {
    if (operation.responses[status]) continue;
    const isShared = codes.every((code) => common.includes(code) && !own.includes(code));
    operation.responses[status] = isShared ? refer(codes, status, shared) : describe(codes, status);
  }
}

/** The codes that decorators have left in the operation, and no longer in it. */
function takeCodes(operation: Operation): ErrorCode[] {
  const extensions = operation as unknown as Record<string, unknown>;
  const names = Object.keys(operation).filter((name) => name.startsWith(ERROR_EXTENSION));
  names.forEach((name) => delete extensions[name]);
  return names.map((name) => name.slice(ERROR_EXTENSION.length)).filter(isErrorCode);
}

/** In the order of the catalogue. */
function byStatus(codes: Set<ErrorCode>): Map<number, ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>();
  for (const code of Object.keys(ERROR_CATALOGUE) as ErrorCode[]) {
    if (!codes.has(code)) continue;
    const { status } = ERROR_CATALOGUE[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

function refer(codes: ErrorCode[], status: number, shared: Responses): Response {
  const name = codes.join('_or_');
  shared[name] ??= describe(codes, status);
  return { $ref: `#/components/responses/${name}` };
}

function describe(codes: ErrorCode[], status: number): Response {
  return {
    description: codes.map((code) => `${code}: ${ERROR_CATALOGUE[code].message}`).join(' '),
    ...(HEADERS[status] && { headers: HEADERS[status] }),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
      },
    },
  };
}

function exampleOf(code: ErrorCode) {
  return toProblem(new ServiceError(code), EXAMPLE_REQUEST_ID);
}

function retryAfter() {
  const schema = { type: 'integer', minimum: 1 };
  return { description: 'Seconds to wait before the next try', required: true, schema };
}
