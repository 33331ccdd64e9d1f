import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';

@Entity('users', { schema: 'auth' })
export class User {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: number;

  @Column({ name: 'unique_id', unique: true })
  uniqueId!: string;

  @Column({ unique: true })
  email!: string;

  @OneToMany(() => Connection, (connection) => connection.user)
  connections!: Relation<Connection>[];
}

@Entity('to_do_items', { schema: 'todo' })
export class Item {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: number;

  @Column({ length: 255 })
  title!: string;

  @Column('text')
  status!: 'PENDING' | 'DONE';

  @OneToMany(() => Connection, (connection) => connection.item)
  connections!: Relation<Connection>[];
}

/** A many-to-many relation with an additional column. */
@Entity('user_connections', { schema: 'todo' })
export class Connection {
  @PrimaryColumn('bigint', { name: 'user_id' })
  userId!: number;

  @PrimaryColumn('bigint', { name: 'to_do_id' })
  itemId!: number;

  @Column('text')
  role!: 'owner' | 'member';

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @ManyToOne(() => User, (user) => user.connections)
  @JoinColumn({ name: 'user_id' })
  user!: Relation<User>;

  @ManyToOne(() => Item, (item) => item.connections)
  @JoinColumn({ name: 'to_do_id' })
  item!: Relation<Item>;
}
