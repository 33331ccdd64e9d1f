import { invalidField, ServiceError } from '#glue/errors';
import type { BulkOperation, BulkResult } from '../../core/bulk/bulk-operation.js';
import type { DetailedItem } from '../../core/details/detailed-item.js';
import { itemTag } from '../../core/item-tag.js';
import type { KeyedRequest, WriteKind } from '../../core/keyed/keyed-write.js';
import { todoErrors } from '../../todo.errors.js';
import { answerOf } from '../details/detailed-items.schemas.js';
import { conditionOf, etagOf } from '../entity-tags.js';
import type { Operation, OperationResult } from './bulk.schemas.js';

/** The field of the body that has the operations. */
const FIELD = 'operations';
/** Of operations alone, as their own routes have them. */
const STATUS: Record<Exclude<WriteKind, 'unchanged'>, number> = {
  created: 201,
  found: 200,
  changed: 200,
  deleted: 204,
};

/** An operation, as the core has it. */
export function operationOf(given: Operation, request: KeyedRequest | undefined): BulkOperation {
  switch (given.op) {
    case 'create': {
      const { op, client_id: clientId, ...draft } = given;
      return { request, op, draft, clientId };
    }
    case 'update': {
      const { op, if_match, ...change } = given;
      return { request, op, change, holds: holdsFor(if_match) };
    }
    case 'delete':
      return { request, op: given.op, id: given.id, holds: holdsFor(given.if_match) };
    case 'restore':
      return { request, op: given.op, id: given.id };
  }
}

function holdsFor(ifMatch: string): (item: DetailedItem) => boolean {
  const holds = conditionOf(ifMatch);
  return (item) => holds(itemTag(item));
}

/** What the answer has of an operation: no contents, so that it is small. */
export function resultOf(result: BulkResult, index: number): OperationResult {
  if (!(result instanceof ServiceError) && result.kind !== 'unchanged') {
    const { kind, itemId, item } = result;
    return { status: STATUS[kind], id: itemId, ...(item && { etag: etagOf(itemTag(item)) }) };
  }
  const { status, code, title, details } = refusalOf(result, index);
  const item = result instanceof ServiceError ? undefined : result.item;
  return {
    ...{ status, code, title },
    ...(item && { id: item.id, etag: etagOf(itemTag(item)) }),
    ...(details && { errors: details.map(invalidField) }),
  };
}

/** The error of an operation that was refused, or whose condition did not hold: with the item as it is. */
export function refusalOf(result: BulkResult, index: number): ServiceError {
  if (result instanceof ServiceError) return result.ofOperation(index, FIELD);
  const current = result.item && answerOf(result.item);
  const error = new ServiceError(todoErrors.item_changed, current ? { current } : {});
  return error.ofOperation(index, FIELD);
}
