import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
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
import { commonErrors } from '#glue/errors';
import { idParameters } from '#glue/fields';
import { ApiErrors } from '#glue/openapi';
import { KeyedWritesService } from '../../core/keyed/keyed-writes.service.js';
import { ListsService } from '../../core/lists/lists.service.js';
import { todoErrors } from '../../todo.errors.js';
import { actorOf } from '../actor-of.js';
import { Idempotent, keyedRequestOf } from '../details/idempotency-key.js';
import { deleteListQuery, listAnswer, listAnswerOf, patchListBody } from './lists.schemas.js';

type Id = z.output<typeof idParameters>;

/** One list of a user. */
@ApiTags('to-do lists')
@ApiSession()
@ApiParam({ name: 'id', description: 'The id of one of your lists', example: 1 })
@ApiErrors(
  ...SCOPED_ERRORS,
  commonErrors.validation_failed,
  todoErrors.list_not_found,
  authKernelErrors.user_id_reused,
  todoErrors.database_required,
)
@UseGuards(SessionGuard)
@Controller('api/v2/lists/:id')
export class ListController {
  constructor(
    private readonly lists: ListsService,
    private readonly writes: KeyedWritesService,
  ) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({ summary: 'One of your lists' })
  @ApiOkResponse({ standardSchema: listAnswer })
  async getList(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: idParameters }) { id }: Id,
  ): Promise<z.output<typeof listAnswer>> {
    return listAnswerOf(await this.lists.find(caller, id));
  }

  @Patch()
  @Scope('items:write')
  @ApiOperation({
    summary: 'Rename, archive or move a list',
    description: 'Of several changes of a field, the last one stays.',
  })
  @Idempotent()
  @ApiOkResponse({ standardSchema: listAnswer })
  async updateList(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: Id,
    @Body({ schema: patchListBody }) change: z.output<typeof patchListBody>,
  ): Promise<z.output<typeof listAnswer>> {
    const { caller } = request;
    const write = () => this.lists.change(caller, { ...change, id });
    const find = () => this.lists.findAgain(caller, id);
    const { item } = await this.writes.once(caller, keyedRequestOf(request), write, find);
    return listAnswerOf(item);
  }

  @Delete()
  @HttpCode(204)
  @Scope('items:write')
  @ApiOperation({
    summary: 'Delete a list',
    description:
      'One with items only with `items=move`: they move to the default list. Of a shared list only your own is deleted: the others keep ' +
      'theirs, without the items that you own, you lose theirs, and if you owned the list, the earliest member does.',
  })
  @Idempotent({ isDeletion: true })
  @ApiNoContentResponse()
  @ApiErrors(todoErrors.list_not_empty)
  async deleteList(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: Id,
    @Query({ schema: deleteListQuery }) { items }: z.output<typeof deleteListQuery>,
  ): Promise<void> {
    const [actor, keyed] = [actorOf(request), keyedRequestOf(request)];
    if (items === 'move' && (await this.writes.isNew(actor, keyed)))
      await this.lists.beginDelete(actor, id);
    const write = () => this.lists.delete(actor, id, items === 'move');
    await this.writes.once(actor, keyed, write);
  }
}
