import {
  applyDecorators,
  Body,
  Controller,
  Get,
  Param,
  Patch,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
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
import { itemTag } from '../../core/item-tag.js';
import { DetailedItemsService } from '../../core/details/detailed-items.service.js';
import { KeyedWritesService } from '../../core/keyed/keyed-writes.service.js';
import { todoErrors } from '../../todo.errors.js';
import {
  type DetailedItemAnswer,
  detailedItemAnswer,
  patchItemBody,
} from './detailed-items.schemas.js';
import { conditionOf, ENTITY_TAGS } from '../entity-tags.js';
import { Idempotent, keyedRequestOf } from './idempotency-key.js';
import { ITEM_ETAG, tagged } from './item-etag.js';

const CHANGE_ERRORS = [
  todoErrors.list_not_found,
  todoErrors.item_limit_reached,
  todoErrors.title_limit_reached,
  todoErrors.share_limit_reached,
  todoErrors.member_limit_reached,
  todoErrors.store_unavailable,
  todoErrors.database_required,
];

/** A change that overwrites only what the client has seen. */
function Conditional(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-Match',
      description: 'The ETag of the item that you have seen, or `*` to change it in any case',
      required: true,
      schema: { type: 'string', pattern: ENTITY_TAGS.source },
    }),
    ApiErrors(todoErrors.item_changed, todoErrors.if_match_required),
  );
}

/** One item. A change needs the ETag of what the client has seen, so that it overwrites nothing else. */
@ApiTags('to-do items')
@ApiSession()
@ApiParam({ name: 'id', description: 'The id of one of your items', example: 1 })
@ApiErrors(
  ...SCOPED_ERRORS,
  commonErrors.validation_failed,
  todoErrors.item_not_found,
  authKernelErrors.user_id_reused,
)
@UseGuards(SessionGuard)
@Controller('api/v2/items/:id')
export class ItemController {
  constructor(
    private readonly items: DetailedItemsService,
    private readonly writes: KeyedWritesService,
  ) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({ summary: 'One of your items' })
  @ApiOkResponse({ standardSchema: detailedItemAnswer, headers: ITEM_ETAG })
  async getItem(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DetailedItemAnswer> {
    return tagged(reply, await this.items.find(caller, id));
  }

  @Patch()
  @Scope('items:write')
  @ApiOperation({
    summary: 'Change the given fields of an item, if it is still as you have seen it',
    description:
      'Otherwise 412, with the present item as `current` and its ETag. Done, an item that repeats is followed by the next one.',
  })
  @Conditional()
  @Idempotent()
  @ApiOkResponse({ standardSchema: detailedItemAnswer, headers: ITEM_ETAG })
  @ApiErrors(...CHANGE_ERRORS)
  async updateItem(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
    @Body({ schema: patchItemBody }) change: z.output<typeof patchItemBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DetailedItemAnswer> {
    const { caller, headers } = request;
    const holds = conditionOf(headers['if-match']);
    const write = () =>
      this.items.change(caller, { ...change, id }, (present) => holds(itemTag(present)));
    const { item, kind } = await this.writes.once(caller, keyedRequestOf(request), write);
    const answer = tagged(reply, item);
    if (kind === 'unchanged') throw new ServiceError(todoErrors.item_changed, { current: answer });
    return answer;
  }
}
