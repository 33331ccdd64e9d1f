import { Body, Controller, Delete, Get, Param, Patch, Post, Put, UseGuards } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiSecurity,
  ApiTags,
} from '@nestjs/swagger';
import type { z } from 'zod';
import { type Caller, CurrentCaller, SESSION_ERRORS, SessionGuard } from '#auth-kernel';
import { ApiErrors } from '#glue/http';
import { type AllItems, TodoService } from '../core/todo.service.js';
import {
  allItemsAnswer,
  createItemBody,
  deleteItemParameters,
  updateItemBody,
} from './todo.schemas.js';
import { toUserRef } from './user-ref.js';

@ApiTags('to-do')
@ApiSecurity('token')
@ApiSecurity('bearer')
@ApiErrors(...SESSION_ERRORS, 'store_unavailable', 'user_id_reused')
@UseGuards(SessionGuard)
@Controller('api/v1')
export class TodoController {
  constructor(private readonly todos: TodoService) {}

  @Post('create')
  @ApiOperation({ summary: 'Add an item' })
  @ApiCreatedResponse({ standardSchema: allItemsAnswer })
  @ApiErrors('malformed_json', 'validation_failed')
  create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createItemBody }) draft: z.output<typeof createItemBody>,
  ): Promise<AllItems> {
    return this.todos.create(toUserRef(caller), draft);
  }

  @Get('get/all')
  @ApiOperation({ summary: 'All items' })
  @ApiOkResponse({ standardSchema: allItemsAnswer })
  list(@CurrentCaller() caller: Caller): Promise<AllItems> {
    return this.todos.list(toUserRef(caller));
  }

  @Put('update')
  @ApiOperation({ summary: 'Change an item' })
  @ApiOkResponse({ standardSchema: allItemsAnswer })
  @ApiErrors('malformed_json', 'validation_failed', 'item_not_found')
  update(
    @CurrentCaller() caller: Caller,
    @Body({ schema: updateItemBody }) item: z.output<typeof updateItemBody>,
  ): Promise<AllItems> {
    return this.todos.update(toUserRef(caller), item);
  }

  @Patch('update')
  @ApiOperation({ summary: 'Change an item' })
  @ApiOkResponse({ standardSchema: allItemsAnswer })
  @ApiErrors('malformed_json', 'validation_failed', 'item_not_found')
  updateByPatch(
    @CurrentCaller() caller: Caller,
    @Body({ schema: updateItemBody }) item: z.output<typeof updateItemBody>,
  ): Promise<AllItems> {
    return this.update(caller, item);
  }

  @Delete('delete/:name')
  @ApiParam({ name: 'name', description: 'The exact title, percent-encoded', example: 'code' })
  @ApiOperation({
    summary: 'Delete one item by its title: owned before shared, done before pending',
  })
  @ApiOkResponse({ standardSchema: allItemsAnswer })
  @ApiErrors('malformed_request', 'validation_failed', 'item_not_found')
  delete(
    @CurrentCaller() caller: Caller,
    @Param({ schema: deleteItemParameters }) { name }: z.output<typeof deleteItemParameters>,
  ): Promise<AllItems> {
    return this.todos.deleteByTitle(toUserRef(caller), name);
  }
}
