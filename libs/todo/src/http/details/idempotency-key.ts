import { createHash } from 'node:crypto';
import { applyDecorators, UseGuards } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { commonErrors, ServiceError } from '#glue/errors';
import { validInput } from '#glue/fields';
import { ApiErrors } from '#glue/openapi';
import { sortedJson } from '#glue/sealing';
import type { KeyedRequest } from '../../core/keyed/keyed-write.js';
import { todoErrors } from '../../todo.errors.js';
import { WriteLimit } from '../limits/write-limit.guard.js';

const HEADER = 'Idempotency-Key';
const MAX_LENGTH = 255;
/** A string of RFC 9651 (3.3.3) without spaces. */
const QUOTED = /^"((?:[\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
/** The same without quotes. No comma, which joins several headers. */
const BARE = /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]*$/;
/** Both, for the API document. */
const PATTERN = '^ *(?:"(?:[!#-\\[\\]-~]|\\\\["\\\\]){1,255}"|[!#-+\\--\\[\\]-~]{1,255}) *$';

/**
 * A write that a client can send again, if it has a key: its handler runs it by `KeyedWritesService.once`. It counts for the limit of writes.
 *
 * @param isDeletion whether there is nothing to answer
 */
export function Idempotent({ isDeletion = false } = {}): MethodDecorator {
  return applyDecorators(
    UseGuards(WriteLimit),
    ApiHeader({
      name: HEADER,
      description:
        'Your own name of this request, such as a UUID in double quotes. Sent again within 24 hours, the request has no ' +
        'second effect, and the answer has what was written as it is now',
      required: false,
      schema: { type: 'string', pattern: PATTERN },
    }),
    ApiErrors(
      todoErrors.idempotency_key_in_use,
      ...(isDeletion ? [] : [todoErrors.item_gone]),
      todoErrors.idempotency_key_reused,
    ),
  );
}

/**
 * The key of a request, and what it asks for; `undefined` without a key.
 *
 * @throws ServiceError `validation_failed`
 */
export function keyedRequestOf(request: FastifyRequest): KeyedRequest | undefined {
  const { headers, method, url, body } = request;
  const key = keyOf(headers['idempotency-key']);
  if (key === undefined) return undefined;
  return { key, fingerprint: fingerprintOf([method, url, headers['if-match'], body]) };
}

/**
 * The keys of several operations of a request, each with what it asks for. No client sends such a key: it has a space.
 *
 * @param asked what the operations have in common
 * @throws ServiceError `validation_failed`
 */
export function keyedOperationsOf(
  { headers, method, url }: FastifyRequest,
  operations: readonly unknown[],
  asked: object,
): (KeyedRequest | undefined)[] {
  const key = keyOf(headers['idempotency-key']);
  return operations.map((operation, index) =>
    key === undefined
      ? undefined
      : { key: `${key} ${index}`, fingerprint: fingerprintOf([method, url, asked, operation]) },
  );
}

function fingerprintOf(asked: readonly unknown[]): string {
  return createHash('sha256').update(validInput(sortedJson, asked)).digest('base64url');
}

function keyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = String(header);
  const quoted = QUOTED.exec(text)?.[1]?.replaceAll(/\\(.)/g, '$1');
  const key = quoted ?? (BARE.test(text) ? text : '');
  if (key.length > 0 && key.length <= MAX_LENGTH) return key;
  throw new ServiceError(commonErrors.validation_failed, {
    details: [
      {
        path: HEADER,
        pointer: HEADER,
        message: `must be 1 to ${MAX_LENGTH} visible ASCII characters, in double quotes`,
      },
    ],
  });
}
