import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ItemsJson } from '../core/items-json.js';
import { setETag } from './entity-tags.js';
import { unlessKnown } from './known-contents.js';

/** Answers a read with a list, or with 304 if the client has these contents (RFC 9110, 13.1.2). */
export function sendItems(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  items: ItemsJson,
): Buffer | undefined {
  setETag(reply, items.tag);
  return unlessKnown(headers, reply, items.tag, items.body);
}

/** Answers a write with the list after it. */
export function sendChanged(reply: FastifyReply, items: ItemsJson): Buffer {
  setETag(reply, items.tag);
  return items.body;
}
