import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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
import { ApiErrors } from '#glue/openapi';
import { DetailedItemsService } from '../../core/details/detailed-items.service.js';
import type { ItemQuery, SortKey } from '../../core/details/item-query.js';
import { KeyedWritesService } from '../../core/keyed/keyed-writes.service.js';
import { todoErrors } from '../../todo.errors.js';
import {
  answerOf,
  type DetailedItemAnswer,
  detailedItemAnswer,
  itemsPageAnswer,
  itemsQuery,
  newItemBody,
} from './detailed-items.schemas.js';
import { Idempotent, keyedRequestOf } from './idempotency-key.js';
import { answerWritten, ITEM_ETAG } from './item-etag.js';

const LOCATION = {
  Location: {
    description: 'The path of the item',
    required: true,
    schema: { type: 'string' as const },
  },
};

/** A user's items, page by page. */
@ApiTags('to-do items')
@ApiSession()
@ApiErrors(
  ...SCOPED_ERRORS,
  commonErrors.validation_failed,
  authKernelErrors.user_id_reused,
  todoErrors.database_required,
)
@UseGuards(SessionGuard)
@Controller('api/v2/items')
export class DetailedItemsController {
  constructor(
    private readonly items: DetailedItemsService,
    private readonly writes: KeyedWritesService,
  ) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({
    summary: 'Your items, page by page',
    description:
      'A page may end before `limit`, if notes are long. `next_cursor` is null on the last one.',
  })
  @ApiOkResponse({ standardSchema: itemsPageAnswer })
  @ApiErrors(todoErrors.cursor_unknown, todoErrors.list_not_found)
  async listItems(
    @Req() { caller }: AuthenticatedRequest,
    @Query({ schema: itemsQuery }) query: z.output<typeof itemsQuery>,
  ): Promise<z.output<typeof itemsPageAnswer>> {
    const { items, next } = await this.items.page(caller, queryOf(query));
    return { items: items.map(answerOf), next_cursor: next ?? null };
  }

  @Post()
  @Scope('items:write')
  @ApiOperation({
    summary: 'Add an item',
    description:
      '200 if the item was there already, by its `client_id`: the answer has it as it is now.',
  })
  @Idempotent()
  @ApiCreatedResponse({
    standardSchema: detailedItemAnswer,
    headers: { ...ITEM_ETAG, ...LOCATION },
  })
  @ApiOkResponse({ standardSchema: detailedItemAnswer, headers: ITEM_ETAG })
  @ApiErrors(
    todoErrors.list_not_found,
    ...[todoErrors.item_limit_reached, todoErrors.title_limit_reached],
    ...[todoErrors.share_limit_reached, todoErrors.member_limit_reached],
    todoErrors.client_id_used,
  )
  async createItem(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Body({ schema: newItemBody }) body: z.output<typeof newItemBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DetailedItemAnswer> {
    const { caller } = request;
    const { client_id, ...draft } = body;
    const create = () => this.items.create(caller, draft, client_id);
    return answerWritten(reply, await this.writes.once(caller, keyedRequestOf(request), create));
  }
}

function queryOf({
  sort,
  list,
  due_from,
  due_to,
  ...query
}: z.output<typeof itemsQuery>): ItemQuery {
  return {
    ...query,
    listId: list,
    dueFrom: due_from,
    dueTo: due_to,
    sort: sort.replace('-', '') as SortKey,
    isDescending: sort.startsWith('-'),
  };
}
