import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from './entity-tags.js';

const NOT_MODIFIED = 304;

type Headers = ApiResponseOptions['headers'];

/** A read that answers 304 to a client that has these contents. */
export function MayBeKnown(description: string, headers: Headers): MethodDecorator {
  return applyDecorators(
    ApiHeader({ name: 'If-None-Match', description, required: false, schema: { type: 'string' } }),
    ApiResponse({
      status: NOT_MODIFIED,
      description: 'The client has the present contents',
      ...(headers && { headers }),
    }),
  );
}

/** The answer to a read; none, with 304, if the client has these contents (RFC 9110, 13.1.2). */
export function unlessKnown<Answer>(
  headers: FastifyRequest['headers'],
  reply: FastifyReply,
  tag: string,
  answer: Answer,
): Answer | undefined {
  if (!isKnown(headers['if-none-match'], tag)) return answer;
  void reply.status(NOT_MODIFIED);
  return undefined;
}
