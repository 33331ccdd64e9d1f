import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ItemsJson } from '../core/items-json.js';
import { isKnown, setETag } from './entity-tags.js';

const NOT_MODIFIED = 304;

/** Answers a read with a list, or with 304 if the client has these contents (RFC 9110, 13.1.2). */
export function sendItems(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  items: ItemsJson,
): Buffer | undefined {
  setETag(reply, items.tag);
  if (!isKnown(headers['if-none-match'], items.tag)) return items.body;
  void reply.status(NOT_MODIFIED);
  return undefined;
}

/** Answers a write with the list after it. */
export function sendChanged(reply: FastifyReply, items: ItemsJson): Buffer {
  setETag(reply, items.tag);
  return items.body;
}
