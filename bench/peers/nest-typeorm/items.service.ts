import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { Connection, Item, type User } from './entities.js';

export type Draft = Pick<Item, 'title' | 'status'>;

@Injectable()
export class ItemsService {
  constructor(
    @InjectRepository(Connection) private readonly connections: Repository<Connection>,
    @InjectRepository(Item) private readonly items: Repository<Item>,
    private readonly dataSource: DataSource,
  ) {}

  async findAll(user: User): Promise<{ pending: Item[]; done: Item[] }> {
    const connections = await this.connections.find({
      where: { user: { id: user.id } },
      relations: { item: true },
      order: { item: { id: 'ASC' } },
    });
    const items = connections.map(({ item }) => item);
    return {
      pending: items.filter(({ status }) => status === 'PENDING'),
      done: items.filter(({ status }) => status === 'DONE'),
    };
  }

  async create(user: User, { title, status }: Draft): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const item = await manager.save(Item, { title: title.trim(), status });
      await manager.insert(Connection, { userId: user.id, itemId: item.id, role: 'owner' });
    });
  }

  async update(user: User, { id, title, status }: Draft & { id: number }): Promise<void> {
    const item = await this.items.findOneBy({ id, connections: { user: { id: user.id } } });
    if (!item) throw new NotFoundException();
    await this.items.save(Object.assign(item, { title: title.trim(), status }));
  }
}
