import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
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
import { KeyedWritesService } from '../../core/keyed/keyed-writes.service.js';
import { ListsService } from '../../core/lists/lists.service.js';
import { todoErrors } from '../../todo.errors.js';
import { Idempotent, keyedRequestOf } from '../details/idempotency-key.js';
import {
  listAnswer,
  listAnswerOf,
  listsAnswer,
  listsAnswerOf,
  newListBody,
} from './lists.schemas.js';

const LOCATION = {
  Location: {
    description: 'The path of the list',
    required: true,
    schema: { type: 'string' as const },
  },
};

/** A user's lists. */
@ApiTags('to-do lists')
@ApiSession()
@ApiErrors(...SCOPED_ERRORS, authKernelErrors.user_id_reused, todoErrors.database_required)
@UseGuards(SessionGuard)
@Controller('api/v2/lists')
export class ListsController {
  constructor(
    private readonly lists: ListsService,
    private readonly writes: KeyedWritesService,
  ) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({
    summary: 'Your lists, in their order',
    description: 'Archived ones too. The default list, of items without one, is none of them.',
  })
  @ApiOkResponse({ standardSchema: listsAnswer })
  async listLists(@Req() { caller }: AuthenticatedRequest): Promise<z.output<typeof listsAnswer>> {
    return listsAnswerOf(await this.lists.all(caller));
  }

  @Post()
  @Scope('items:write')
  @ApiOperation({ summary: 'Add a list, after the others' })
  @Idempotent()
  @ApiCreatedResponse({ standardSchema: listAnswer, headers: LOCATION })
  @ApiErrors(commonErrors.validation_failed, todoErrors.list_limit_reached)
  async createList(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Body({ schema: newListBody }) { name }: z.output<typeof newListBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof listAnswer>> {
    const { caller } = request;
    const write = () => this.lists.create(caller, name);
    const find = (id: number) => this.lists.findAgain(caller, id);
    const { item: list } = await this.writes.once(caller, keyedRequestOf(request), write, find);
    void reply.header('location', `/api/v2/lists/${list.id}`);
    return listAnswerOf(list);
  }
}
