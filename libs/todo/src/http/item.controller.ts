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
import type { Item } from '../core/item.js';
import { itemTag } from '../core/item-tag.js';
import { ItemsService } from '../core/items.service.js';
import { todoErrors } from '../todo.errors.js';
import { conditionOf, ENTITY_TAGS, etagHeader, setETag } from './entity-tags.js';
import { itemAnswer, patchItemBody } from './items.schemas.js';

const ETAG = etagHeader('Names these contents of the item; for `If-Match`', '^"[\\w-]{22}"$');

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
  constructor(private readonly items: ItemsService) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({ summary: 'One of your items' })
  @ApiOkResponse({ standardSchema: itemAnswer, headers: ETAG })
  async getItem(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Item> {
    return tagged(reply, await this.items.find(caller, id));
  }

  @Patch()
  @Scope('items:write')
  @ApiOperation({
    summary: 'Change the given fields of an item, if it is still as you have seen it',
    description: 'Otherwise 412, with the present item as `current` and its ETag.',
  })
  @Conditional()
  @ApiOkResponse({ standardSchema: itemAnswer, headers: ETAG })
  @ApiErrors(todoErrors.title_limit_reached, todoErrors.store_unavailable)
  async patchItem(
    @Req() { caller, headers }: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
    @Body({ schema: patchItemBody }) change: z.output<typeof patchItemBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Item> {
    const holds = conditionOf(headers['if-match']);
    const { item, isChanged } = await this.items.updateIf(caller, { ...change, id }, (present) =>
      holds(itemTag(present)),
    );
    tagged(reply, item);
    if (!isChanged) throw new ServiceError(todoErrors.item_changed, { current: item });
    return item;
  }
}

function tagged(reply: FastifyReply, item: Item): Item {
  setETag(reply, itemTag(item));
  return item;
}
