import {
  applyDecorators,
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Param,
  Patch,
  Post,
  Put,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
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
import { ItemsService } from '../core/items.service.js';
import { todoErrors } from '../todo.errors.js';
import { actorOf } from './actor-of.js';
import {
  allItemsAnswer,
  changeItemBody,
  createItemBody,
  deleteItemParameters,
  replaceItemBody,
} from './items.schemas.js';
import { etagHeader } from './entity-tags.js';
import { sendChanged, sendItems } from './send-items.js';

const ETAG = etagHeader('Names these contents of the list; for `If-None-Match`', '^"[0-9a-f-]+"$');

/** A done item that repeats is followed by the next one, which counts. */
const LIMITS = [
  todoErrors.item_limit_reached,
  todoErrors.title_limit_reached,
  todoErrors.share_limit_reached,
];

/** A route that returns all items, as JSON text: see `ItemsJson`. */
function AnswersItems({ status = 200 } = {}): MethodDecorator {
  return applyDecorators(
    Header('content-type', 'application/json; charset=utf-8'),
    ApiResponse({ status, standardSchema: allItemsAnswer, headers: ETAG }),
  );
}

@ApiTags('to-do')
@ApiSession()
@ApiErrors(...SCOPED_ERRORS, todoErrors.store_unavailable, authKernelErrors.user_id_reused)
@UseGuards(SessionGuard)
@Controller('api/v1')
export class ItemsController {
  constructor(private readonly items: ItemsService) {}

  @Post('create')
  @Scope('items:write')
  @ApiOperation({ summary: 'Add an item' })
  @AnswersItems({ status: 201 })
  @ApiErrors(
    commonErrors.validation_failed,
    todoErrors.item_limit_reached,
    todoErrors.title_limit_reached,
  )
  async createItemV1(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: createItemBody }) draft: z.output<typeof createItemBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return sendChanged(reply, await this.items.create(caller, draft));
  }

  @Get('get/all')
  @Scope('items:read')
  @ApiOperation({ summary: 'All items' })
  @ApiHeader({
    name: 'If-None-Match',
    description: 'The ETag of the list that the client has',
    required: false,
    schema: { type: 'string' },
  })
  @AnswersItems()
  @ApiResponse({ status: 304, description: 'The client has the present list', headers: ETAG })
  async listItemsV1(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    return sendItems(request, reply, await this.items.list(request.caller));
  }

  @Put('update')
  @Scope('items:write')
  @ApiOperation({ summary: 'Replace the title and the status of an item' })
  @AnswersItems()
  @ApiErrors(commonErrors.validation_failed, todoErrors.item_not_found, ...LIMITS)
  async replaceItemV1(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: replaceItemBody }) item: z.output<typeof replaceItemBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return sendChanged(reply, await this.items.update(caller, item));
  }

  @Patch('update')
  @Scope('items:write')
  @ApiOperation({
    summary: 'Change the title or the status of an item, or both',
    description:
      'A field that is not sent keeps its value, also if another request changes it meanwhile.',
  })
  @AnswersItems()
  @ApiErrors(commonErrors.validation_failed, todoErrors.item_not_found, ...LIMITS)
  async updateItemV1(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: changeItemBody }) change: z.output<typeof changeItemBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return sendChanged(reply, await this.items.update(caller, change));
  }

  @Delete('delete/:name')
  @Scope('items:write')
  @ApiParam({ name: 'name', description: 'The exact title, percent-encoded', example: 'code' })
  @ApiOperation({
    summary: 'Delete one item by its title: owned before shared, done before pending',
  })
  @AnswersItems()
  @ApiErrors(commonErrors.validation_failed, todoErrors.item_not_found)
  async deleteItemV1(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: deleteItemParameters }) { name }: z.output<typeof deleteItemParameters>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return sendChanged(reply, await this.items.deleteByTitle(actorOf(request), name));
  }
}
