import type { FastifyReply } from 'fastify';
import type { DetailedItem } from '../../core/details/detailed-item.js';
import { answerOf, type DetailedItemAnswer } from './detailed-items.schemas.js';
import { etagHeader } from '../entity-tags.js';

/** The header of an answer with one item, for the API document. */
export const ITEM_ETAG = etagHeader(
  'Names these contents of the item; for `If-Match`',
  '^"[\\w-]{22}"$',
);

/** Answers an item with its ETag. */
export function tagged(reply: FastifyReply, item: DetailedItem): DetailedItemAnswer {
  const answer = answerOf(item);
  void reply.header('etag', answer.etag);
  return answer;
}
