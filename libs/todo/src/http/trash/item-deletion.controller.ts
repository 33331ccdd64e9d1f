import { Controller, Delete, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
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
import { commonErrors, ServiceError } from '#glue/errors';
import { idParameters } from '#glue/fields';
import { ApiErrors } from '#glue/openapi';
import { DetailedItemsService } from '../../core/details/detailed-items.service.js';
import { itemTag } from '../../core/item-tag.js';
import { KeyedWritesService } from '../../core/keyed/keyed-writes.service.js';
import { TrashService } from '../../core/trash/trash.service.js';
import { todoErrors } from '../../todo.errors.js';
import { actorOf } from '../actor-of.js';
import { type DetailedItemAnswer, detailedItemAnswer } from '../details/detailed-items.schemas.js';
import { Idempotent, keyedRequestOf } from '../details/idempotency-key.js';
import { answerWritten, ITEM_ETAG, tagged } from '../details/item-etag.js';
import { conditionOf, ENTITY_TAGS } from '../entity-tags.js';

const [OK, NO_CONTENT] = [200, 204];

/** Moves one item to the trash, and back. */
@ApiTags('to-do items')
@ApiSession()
@ApiErrors(
  ...SCOPED_ERRORS,
  commonErrors.validation_failed,
  todoErrors.item_not_found,
  authKernelErrors.user_id_reused,
)
@UseGuards(SessionGuard)
@Controller('api/v2/items/:id')
export class ItemDeletionController {
  constructor(
    private readonly items: DetailedItemsService,
    private readonly trash: TrashService,
    private readonly writes: KeyedWritesService,
  ) {}

  @Delete()
  @Scope('items:write')
  @HttpCode(NO_CONTENT)
  @ApiParam({ name: 'id', description: 'The id of one of your items', example: 1 })
  @ApiHeader({
    name: 'If-Match',
    description: 'The ETag of the item that you have seen: another one is not deleted',
    required: false,
    schema: { type: 'string', pattern: ENTITY_TAGS.source },
  })
  @ApiOperation({
    summary: 'Delete an item, or leave one of another owner',
    description:
      'An own item is in your trash for 30 days, unless items are in a JSON file, and other members lose it.',
  })
  @Idempotent({ isDeletion: true })
  @ApiNoContentResponse()
  @ApiErrors(todoErrors.item_changed, todoErrors.store_unavailable, todoErrors.database_required)
  async deleteItem(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const holds = conditionOf(request.headers['if-match'] ?? '*');
    const write = () => this.items.delete(actorOf(request), id, (item) => holds(itemTag(item)));
    const { item } = await this.writes.once(request.caller, keyedRequestOf(request), write);
    if (!item) return;
    const current = tagged(reply, item);
    throw new ServiceError(todoErrors.item_changed, { current });
  }

  @Post('restore')
  @Scope('items:write')
  @HttpCode(OK)
  @ApiParam({ name: 'id', description: 'The id of an item in your trash', example: 1 })
  @ApiOperation({
    summary: 'Restore an item from the trash, as it was',
    description:
      'It has no other members then, also if others had it before, except those of a shared list that it is in.',
  })
  @Idempotent()
  @ApiOkResponse({ standardSchema: detailedItemAnswer, headers: ITEM_ETAG })
  @ApiErrors(
    todoErrors.share_limit_reached,
    todoErrors.member_limit_reached,
    todoErrors.database_required,
  )
  async restoreItem(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DetailedItemAnswer> {
    const { caller } = request;
    const write = () => this.trash.restore(caller, id);
    return answerWritten(reply, await this.writes.once(caller, keyedRequestOf(request), write));
  }
}
