import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('user_events')
export class UserEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: number;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;

  @Column('text')
  type!: 'user.deleted';

  @Column('bigint', { name: 'user_id' })
  userId!: number;

  @Column('text', { name: 'unique_id' })
  uniqueId!: string;

  @Column('timestamptz', { name: 'sessions_ended_at', nullable: true })
  sessionsEndedAt!: Date | null;
}
