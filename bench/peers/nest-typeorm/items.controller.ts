import { Body, Controller, Get, Post, Put, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from './auth.guard.js';
import type { User } from './entities.js';
import { type Draft, ItemsService } from './items.service.js';

interface Authenticated {
  user: User;
}

@UseGuards(AuthGuard)
@Controller('api/v1')
export class ItemsController {
  constructor(private readonly items: ItemsService) {}

  @Get('get/all')
  findAll(@Req() { user }: Authenticated) {
    return this.items.findAll(user);
  }

  @Post('create')
  async create(@Req() { user }: Authenticated, @Body() draft: Draft) {
    await this.items.create(user, draft);
    return this.items.findAll(user);
  }

  @Put('update')
  async update(@Req() { user }: Authenticated, @Body() item: Draft & { id: number }) {
    await this.items.update(user, item);
    return this.items.findAll(user);
  }
}
