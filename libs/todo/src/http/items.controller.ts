import {
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
import {
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { z } from 'zod';
import { ApiSession, type AuthenticatedRequest, SESSION_ERRORS, SessionGuard } from '#auth-kernel';
import { commonErrors } from '#glue/errors';
import { ApiErrors } from '#glue/openapi';
import { ItemsService } from '../core/items.service.js';
import { todoErrors } from '../todo.errors.js';
import {
  allItemsAnswer,
  changeItemBody,
  createItemBody,
  deleteItemParameters,
  replaceItemBody,
} from './items.schemas.js';
import { toUserRef } from './user-ref.js';

/** The responses are JSON text already: see `ItemsJson`. */
const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('to-do')
@ApiSession()
@ApiErrors(...SESSION_ERRORS, todoErrors.store_unavailable, todoErrors.user_id_reused)
@UseGuards(SessionGuard)
@Controller('api/v1')
export class ItemsController {
  constructor(private readonly todos: ItemsService) {}

  @Post('create')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'Add an item' })
  @ApiCreatedResponse({ standardSchema: allItemsAnswer })
  @ApiErrors(
    commonErrors.validation_failed,
    todoErrors.item_limit_reached,
    todoErrors.title_limit_reached,
  )
  async createItem(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: createItemBody }) draft: z.output<typeof createItemBody>,
  ): Promise<string> {
    return String(await this.todos.create(toUserRef(caller), draft));
  }

  @Get('get/all')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'All items' })
  @ApiOkResponse({ standardSchema: allItemsAnswer })
  async listItems(@Req() { caller }: AuthenticatedRequest): Promise<string> {
    return String(await this.todos.list(toUserRef(caller)));
  }

  @Put('update')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'Replace the title and the status of an item' })
  @ApiOkResponse({ standardSchema: allItemsAnswer })
  @ApiErrors(
    commonErrors.validation_failed,
    todoErrors.item_not_found,
    todoErrors.title_limit_reached,
  )
  async replaceItem(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: replaceItemBody }) item: z.output<typeof replaceItemBody>,
  ): Promise<string> {
    return String(await this.todos.update(toUserRef(caller), item));
  }

  @Patch('update')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    summary: 'Change the title or the status of an item, or both',
    description:
      'A field that is not sent keeps its value, also if another request changes it meanwhile.',
  })
  @ApiOkResponse({ standardSchema: allItemsAnswer })
  @ApiErrors(
    commonErrors.validation_failed,
    todoErrors.item_not_found,
    todoErrors.title_limit_reached,
  )
  async changeItem(
    @Req() { caller }: AuthenticatedRequest,
    @Body({ schema: changeItemBody }) change: z.output<typeof changeItemBody>,
  ): Promise<string> {
    return String(await this.todos.update(toUserRef(caller), change));
  }

  @Delete('delete/:name')
  @Header('content-type', JSON_TYPE)
  @ApiParam({ name: 'name', description: 'The exact title, percent-encoded', example: 'code' })
  @ApiOperation({
    summary: 'Delete one item by its title: owned before shared, done before pending',
  })
  @ApiOkResponse({ standardSchema: allItemsAnswer })
  @ApiErrors(commonErrors.validation_failed, todoErrors.item_not_found)
  async deleteItem(
    @Req() { caller }: AuthenticatedRequest,
    @Param({ schema: deleteItemParameters }) { name }: z.output<typeof deleteItemParameters>,
  ): Promise<string> {
    return String(await this.todos.deleteByTitle(toUserRef(caller), name));
  }
}
