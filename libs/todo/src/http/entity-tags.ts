import type { FastifyReply } from 'fastify';
import { commonErrors, ServiceError } from '#glue/errors';
import { todoErrors } from '../todo.errors.js';

/** A list of entity tags (RFC 9110, 8.8.3 and 13.1.1). */
export const ENTITY_TAGS =
  /^\s*(?:\*|(?:W\/)?"[\x21\x23-\x7e]*"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7e]*")*)\s*$/;

/** The header `ETag` of an answer, for the API document. */
export function etagHeader(description: string, pattern: string) {
  return { ETag: { description, required: true, schema: { type: 'string' as const, pattern } } };
}

/** A tag as headers have it. */
export function etagOf(tag: string): string {
  return `"${tag}"`;
}

export function setETag(reply: FastifyReply, tag: string): void {
  void reply.header('etag', etagOf(tag));
}

/** Whether `If-None-Match` has this tag. `W/` makes no difference for reads. */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const known = listed(header);
  return isAny(header) || known.includes(etagOf(tag)) || known.includes(`W/${etagOf(tag)}`);
}

/**
 * The condition of `If-Match`, for tags. A weak tag fulfils none (RFC 9110, 13.1.1).
 *
 * @throws ServiceError `if_match_required`, `validation_failed`
 */
export function conditionOf(header: string | undefined): (tag: string) => boolean {
  if (header === undefined) throw new ServiceError(todoErrors.if_match_required);
  if (!ENTITY_TAGS.test(header)) {
    const message = 'must be *, or ETags in double quotes, separated by commas';
    throw new ServiceError(commonErrors.validation_failed, {
      details: [{ path: 'If-Match', pointer: 'If-Match', message }],
    });
  }
  const allowed = listed(header);
  return (tag) => isAny(header) || allowed.includes(etagOf(tag));
}

/** By itself only: a tag may have an asterisk. */
function isAny(header: string): boolean {
  return header.trim() === '*';
}

function listed(header: string): string[] {
  return header.split(',').map((each) => each.trim());
}
