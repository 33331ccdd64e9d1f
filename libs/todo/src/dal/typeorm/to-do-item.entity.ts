import { Column, Entity, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { ToDoStatus } from '../todo.dal.js';
import { UserConnection } from './user-connection.entity.js';

@Entity('to_do_items')
export class ToDoItem {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('varchar', { length: 255 })
  title!: string;

  @Column('text')
  status!: ToDoStatus;

  @OneToMany(() => UserConnection, (connection) => connection.item)
  connections?: Relation<UserConnection[]>;
}
