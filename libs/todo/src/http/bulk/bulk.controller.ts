import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  ApiSession,
  type AuthenticatedRequest,
  authKernelErrors,
  SCOPED_ERRORS,
  Scope,
  SessionGuard,
} from '#auth-kernel';
import { BodyLimit, OwnTurns } from '#glue/clients';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { FairQueue } from '#glue/queue';
import { BulkService } from '../../core/bulk/bulk.service.js';
import { todoErrors } from '../../todo.errors.js';
import { OPERATIONS_BYTES, OPERATIONS_PER_REQUEST } from '../../todo.limits.js';
import { actorOf } from '../actor-of.js';
import { Idempotent, keyedOperationsOf } from '../details/idempotency-key.js';
import { bulkAnswer, bulkBody, type Operation } from './bulk.schemas.js';
import { operationOf, refusalOf, resultOf } from './operations.js';

const OK = 200;
/** They take seconds: other requests of an address, or of an office, do not wait for them. */
const AT_ONCE = { atOnce: 4, room: 100, maxWaitMs: 5_000 };

/** Those of single operations. */
const OPERATION_ERRORS = [
  todoErrors.item_not_found,
  todoErrors.list_not_found,
  todoErrors.item_changed,
  todoErrors.item_limit_reached,
  todoErrors.title_limit_reached,
  todoErrors.share_limit_reached,
  todoErrors.member_limit_reached,
  todoErrors.client_id_used,
];

/** Many writes of items in one request. */
@ApiTags('to-do items')
@ApiSession()
@UseGuards(SessionGuard)
@Controller('api/v2/items/bulk')
export class BulkController {
  private readonly queue = new FairQueue(AT_ONCE);

  constructor(private readonly bulk: BulkService) {}

  @Post()
  @HttpCode(OK)
  @Scope('items:write')
  @BodyLimit(OPERATIONS_BYTES)
  @OwnTurns()
  @ApiOperation({
    summary: 'Create, change, delete and restore many items',
    description:
      `At most ${OPERATIONS_PER_REQUEST} operations, in a body of at most 1 MiB. Each has its own result, unless the request is ` +
      '`atomic`: then all are done, or the answer is the error of the first one that is refused, and none is. `operation` says which one.',
  })
  @Idempotent()
  @ApiOkResponse({ standardSchema: bulkAnswer })
  @ApiErrors(
    ...[...SCOPED_ERRORS, ...OPERATION_ERRORS],
    ...[commonErrors.validation_failed, authKernelErrors.user_id_reused],
    ...[todoErrors.store_unavailable, todoErrors.database_required],
  )
  async writeItems(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Body({ schema: bulkBody }) { atomic, operations }: z.output<typeof bulkBody>,
  ): Promise<z.output<typeof bulkAnswer>> {
    const work = () => this.write(request, atomic, operations);
    const hasDisconnected = () => request.raw.socket.destroyed;
    const outcome = await this.queue.run([`${request.caller.userId}`], work, hasDisconnected);
    if ('reason' in outcome) throw refusalOf(outcome.reason, outcome.index);
    return { results: outcome.map(resultOf) };
  }

  private write(
    request: AuthenticatedRequest & FastifyRequest,
    atomic: boolean,
    operations: readonly Operation[],
  ) {
    const { operations: asked } = request.body as { operations: unknown[] };
    const keys = keyedOperationsOf(request, asked, { atomic });
    const given = operations.map((each, index) => operationOf(each, keys[index]));
    const user = actorOf(request);
    return atomic ? this.bulk.together(user, given) : this.bulk.each(user, given);
  }
}
