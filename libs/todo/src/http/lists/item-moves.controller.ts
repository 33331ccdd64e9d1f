import { Body, Controller, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  ApiSession,
  type AuthenticatedRequest,
  authKernelErrors,
  SCOPED_ERRORS,
  Scope,
  SessionGuard,
} from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { idParameters } from '#glue/fields';
import { ApiErrors } from '#glue/openapi';
import { KeyedWritesService } from '../../core/keyed/keyed-writes.service.js';
import { ListsService } from '../../core/lists/lists.service.js';
import { todoErrors } from '../../todo.errors.js';
import { type DetailedItemAnswer, detailedItemAnswer } from '../details/detailed-items.schemas.js';
import { Idempotent, keyedRequestOf } from '../details/idempotency-key.js';
import { answerWritten, ITEM_ETAG } from '../details/item-etag.js';
import { moveItemBody } from './lists.schemas.js';

/** The order of items in a list, which each member has alone. */
@ApiTags('to-do lists')
@ApiSession()
@ApiParam({ name: 'id', description: 'The id of one of your items', example: 1 })
@UseGuards(SessionGuard)
@Controller('api/v2/items/:id/move')
export class ItemMovesController {
  constructor(
    private readonly lists: ListsService,
    private readonly writes: KeyedWritesService,
  ) {}

  @Post()
  @HttpCode(200)
  @Scope('items:write')
  @ApiOperation({
    summary: 'Move an item before or after another one, in the list of that one',
    description: 'Other members of the item do not see it. The last one of several moves stays.',
  })
  @Idempotent()
  @ApiOkResponse({ standardSchema: detailedItemAnswer, headers: ITEM_ETAG })
  @ApiErrors(
    ...SCOPED_ERRORS,
    commonErrors.validation_failed,
    todoErrors.item_not_found,
    todoErrors.share_limit_reached,
    todoErrors.member_limit_reached,
    authKernelErrors.user_id_reused,
    todoErrors.database_required,
  )
  async moveItem(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
    @Body({ schema: moveItemBody }) place: z.output<typeof moveItemBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DetailedItemAnswer> {
    const { caller } = request;
    const write = () => this.lists.move(caller, id, place);
    return answerWritten(reply, await this.writes.once(caller, keyedRequestOf(request), write));
  }
}
