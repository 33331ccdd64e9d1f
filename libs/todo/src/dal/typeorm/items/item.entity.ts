import { Column, Entity, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { ItemStatus } from '../../../core/item.js';
import { MembershipEntity } from '../memberships/membership.entity.js';

@Entity('to_do_items')
export class ItemEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: number;

  @Column('varchar', { length: 255 })
  title!: string;

  @Column('text')
  status!: ItemStatus;

  @OneToMany(() => MembershipEntity, (connection) => connection.item)
  connections?: Relation<MembershipEntity[]>;
}
