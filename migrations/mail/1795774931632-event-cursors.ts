import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The positions of handlers of events. */
export class EventCursors1795774931632 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.event_cursors (
        handler  text PRIMARY KEY,
        id       bigint,
        event_id uuid,
        stopped  text,
        CHECK ((id IS NULL) = (event_id IS NULL))
      )`);
    await queryRunner.query(`
      CREATE TABLE mail.parked_events (
        handler   text NOT NULL,
        id        bigint NOT NULL,
        event_id  uuid NOT NULL,
        type      text NOT NULL,
        data      json NOT NULL,
        reason    text NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (handler, event_id)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.event_cursors, mail.parked_events');
  }
}
