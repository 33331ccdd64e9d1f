import { Controller, Delete, Get, HttpCode, Param, Query, Req, UseGuards } from '@nestjs/common';
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
import { TrashService } from '../../core/trash/trash.service.js';
import { todoErrors } from '../../todo.errors.js';
import { Idempotent, keyedRequestOf } from '../details/idempotency-key.js';
import { trashAnswer, trashedAnswerOf, trashQuery } from './trash.schemas.js';

const NO_CONTENT = 204;

/** What a user has deleted. */
@ApiTags('trash')
@ApiSession()
@ApiErrors(...SCOPED_ERRORS, authKernelErrors.user_id_reused, todoErrors.database_required)
@UseGuards(SessionGuard)
@Controller('api/v2/trash')
export class TrashController {
  constructor(
    private readonly trash: TrashService,
    private readonly writes: KeyedWritesService,
  ) {}

  @Get()
  @Scope('items:read')
  @ApiOperation({
    summary: 'The items that you have deleted in the last 30 days, page by page',
    description:
      'The last deleted first. A page may end before `limit`, if notes are long. `next_cursor` is null on the last one.',
  })
  @ApiOkResponse({ standardSchema: trashAnswer })
  @ApiErrors(commonErrors.validation_failed, todoErrors.cursor_unknown)
  async listTrashedItems(
    @Req() { caller }: AuthenticatedRequest,
    @Query({ schema: trashQuery }) query: z.output<typeof trashQuery>,
  ): Promise<z.output<typeof trashAnswer>> {
    const { items, next } = await this.trash.page(caller, query);
    return { items: items.map(trashedAnswerOf), next_cursor: next ?? null };
  }

  @Delete()
  @Scope('items:write')
  @HttpCode(NO_CONTENT)
  @ApiOperation({ summary: 'Empty the trash: its items are deleted permanently' })
  @Idempotent({ isDeletion: true })
  @ApiNoContentResponse()
  async deleteTrashedItems(@Req() request: AuthenticatedRequest & FastifyRequest): Promise<void> {
    const { caller } = request;
    await this.writes.once(caller, keyedRequestOf(request), () => this.trash.empty(caller));
  }

  @Delete(':id')
  @Scope('items:write')
  @HttpCode(NO_CONTENT)
  @ApiParam({ name: 'id', description: 'The id of an item in your trash', example: 1 })
  @ApiOperation({ summary: 'Delete an item of the trash permanently' })
  @Idempotent({ isDeletion: true })
  @ApiNoContentResponse()
  @ApiErrors(commonErrors.validation_failed, todoErrors.item_not_found)
  async deleteTrashedItem(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: idParameters }) { id }: z.output<typeof idParameters>,
  ): Promise<void> {
    const { caller } = request;
    await this.writes.once(caller, keyedRequestOf(request), () => this.trash.delete(caller, id));
  }
}
