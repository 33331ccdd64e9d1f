import { Column, CreateDateColumn, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** Links an item to a user. There is no foreign key: the user may be in another database. */
@Entity('user_connections')
export class MembershipEntity {
  @PrimaryColumn('bigint', { name: 'user_id' })
  userId!: number;

  @PrimaryColumn('bigint', { name: 'to_do_id' })
  itemId!: number;

  @Column('text')
  role!: 'owner' | 'member';

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @ManyToOne('ItemEntity', 'connections', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'to_do_id' })
  item?: object; // a ItemEntity; naming it here would create an import cycle
}
