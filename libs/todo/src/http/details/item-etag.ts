import type { FastifyReply } from 'fastify';
import type { DetailedItem } from '../../core/details/detailed-item.js';
import type { WriteKind, Written } from '../../core/keyed/keyed-write.js';
import { answerOf, type DetailedItemAnswer } from './detailed-items.schemas.js';
import { etagHeader } from '../entity-tags.js';

/** The header of an answer with one item, for the API document. */
export const ITEM_ETAG = etagHeader(
  'Names these contents of the item; for `If-Match`',
  '^"[\\w-]{22}"$',
);

const STATUS: Partial<Record<WriteKind, number>> = { created: 201, found: 200 };

/** Answers a write with its item. */
export function answerWritten(reply: FastifyReply, { kind, item }: Written): DetailedItemAnswer {
  const status = STATUS[kind];
  if (status !== undefined) void reply.status(status);
  if (kind === 'created') void reply.header('location', `/api/v2/items/${item.id}`);
  return tagged(reply, item);
}

/** Answers an item with its ETag. */
export function tagged(reply: FastifyReply, item: DetailedItem): DetailedItemAnswer {
  const answer = answerOf(item);
  void reply.header('etag', answer.etag);
  return answer;
}
