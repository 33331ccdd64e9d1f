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
  UseGuards,
} from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
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

/** A route that returns all items, as JSON text: see `ItemsJson`. */
function AnswersItems({ status = 200 } = {}): MethodDecorator {
  return applyDecorators(
    Header('content-type', 'application/json; charset=utf-8'),
    ApiResponse({ status, standardSchema: allItemsAnswer }),
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
  async createItem(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: createItemBody }) draft: z.output<typeof createItemBody>,
  ): Promise<string> {
    return String(await this.items.create(caller, draft));
  }

  @Get('get/all')
  @Scope('items:read')
  @ApiOperation({ summary: 'All items' })
  @AnswersItems()
  async listItems(@Req() { caller }: AuthenticatedRequest): Promise<string> {
    return String(await this.items.list(caller));
  }

  @Put('update')
  @Scope('items:write')
  @ApiOperation({ summary: 'Replace the title and the status of an item' })
  @AnswersItems()
  @ApiErrors(
    commonErrors.validation_failed,
    todoErrors.item_not_found,
    todoErrors.title_limit_reached,
  )
  async replaceItem(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: replaceItemBody }) item: z.output<typeof replaceItemBody>,
  ): Promise<string> {
    return String(await this.items.update(caller, item));
  }

  @Patch('update')
  @Scope('items:write')
  @ApiOperation({
    summary: 'Change the title or the status of an item, or both',
    description:
      'A field that is not sent keeps its value, also if another request changes it meanwhile.',
  })
  @AnswersItems()
  @ApiErrors(
    commonErrors.validation_failed,
    todoErrors.item_not_found,
    todoErrors.title_limit_reached,
  )
  async changeItem(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: changeItemBody }) change: z.output<typeof changeItemBody>,
  ): Promise<string> {
    return String(await this.items.update(caller, change));
  }

  @Delete('delete/:name')
  @Scope('items:write')
  @ApiParam({ name: 'name', description: 'The exact title, percent-encoded', example: 'code' })
  @ApiOperation({
    summary: 'Delete one item by its title: owned before shared, done before pending',
  })
  @AnswersItems()
  @ApiErrors(commonErrors.validation_failed, todoErrors.item_not_found)
  async deleteItem(
    @Req() request: AuthenticatedRequest & FastifyRequest,
    @Param({ schema: deleteItemParameters }) { name }: z.output<typeof deleteItemParameters>,
  ): Promise<string> {
    return String(await this.items.deleteByTitle(actorOf(request), name));
  }
}
