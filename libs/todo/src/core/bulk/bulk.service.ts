import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { isServiceError, ServiceError } from '#glue/errors';
import type { DetailedItem } from '../details/detailed-item.js';
import { DetailedItemsService } from '../details/detailed-items.service.js';
import type { Written } from '../keyed/keyed-write.js';
import { KeyedWritesService } from '../keyed/keyed-writes.service.js';
import { TrashService } from '../trash/trash.service.js';
import type { Actor } from '../user-ref.js';
import {
  type BulkOperation,
  type BulkRefusal,
  type BulkResult,
  locksOf,
} from './bulk-operation.js';
import { todoErrors } from '../../todo.errors.js';

/** Ends a transaction without a commit. */
class Refused extends Error {
  constructor(readonly refusal: BulkRefusal) {
    super('refused');
  }
}

/** Many writes of one request, in their order. */
@Injectable()
export class BulkService {
  constructor(
    private readonly items: DetailedItemsService,
    private readonly trash: TrashService,
    private readonly writes: KeyedWritesService,
  ) {}

  /**
   * Does each operation for itself: one that is refused does not stop the others. One that cannot be done at present does:
   * the rest is not tried, and has its error.
   *
   * @throws ServiceError about the caller: `session_ended`, `user_id_reused`; what the first operation is stopped by:
   *   `database_unavailable`, `too_busy`, `idempotency_key_in_use`
   */
  async each(user: Actor, operations: readonly BulkOperation[]): Promise<BulkResult[]> {
    const results: BulkResult[] = [];
    for (const operation of operations) {
      const result = await this.resultOf(user, operation);
      if (isStop(result) && results.length === 0) throw result;
      if (isStop(result)) return operations.map((_, i) => results[i] ?? result);
      results.push(result);
    }
    return results;
  }

  /**
   * Does all operations, or none if one is refused. One that was done before, and whose item is gone since, is not
   * refused: its result says so.
   *
   * @throws ServiceError `session_ended`, `user_id_reused`, `database_required`, `database_unavailable`, `too_busy`
   */
  async together(
    user: Actor,
    operations: readonly BulkOperation[],
  ): Promise<BulkResult[] | BulkRefusal> {
    try {
      return await this.writes.together(user, locksOf(operations), async () => {
        const results: BulkResult[] = [];
        for (const [index, operation] of operations.entries()) {
          const result = await this.resultOf(user, operation);
          if (isOutage(result)) throw result;
          if (isRefusal(result)) throw new Refused({ index, reason: result });
          results.push(result);
        }
        return results;
      });
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  }

  private async resultOf(user: Actor, operation: BulkOperation): Promise<BulkResult> {
    try {
      return await this.writes.once(user, operation.request, () => this.write(user, operation));
    } catch (error) {
      const { session_ended, user_id_reused } = authKernelErrors;
      if (!(error instanceof ServiceError)) throw error;
      if (isServiceError(error, session_ended, user_id_reused)) throw error;
      return error;
    }
  }

  private write(user: Actor, operation: BulkOperation): Promise<Written<DetailedItem | undefined>> {
    switch (operation.op) {
      case 'create':
        return this.items.create(user, operation.draft, operation.clientId);
      case 'update':
        return this.items.change(user, operation.change, operation.holds);
      case 'delete':
        return this.items.delete(user, operation.id, operation.holds);
      case 'restore':
        return this.trash.restore(user, operation.id);
    }
  }
}

/** Whether the next operations have to wait: also if the same request is doing this one, so that they keep their order. */
function isStop(result: BulkResult): result is ServiceError {
  return isOutage(result) || isServiceError(result, todoErrors.idempotency_key_in_use);
}

/** Whether nothing can be done at present. Not that the store never does it. */
function isOutage(result: BulkResult): result is ServiceError {
  const { database_required } = todoErrors;
  return (
    result instanceof ServiceError &&
    result.status >= 500 &&
    !isServiceError(result, database_required)
  );
}

function isRefusal(result: BulkResult): boolean {
  if (result instanceof ServiceError) return !isServiceError(result, todoErrors.item_gone);
  return result.kind === 'unchanged';
}
