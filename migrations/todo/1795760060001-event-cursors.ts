import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Positions of any handler; that of deleted users stays. */
export class EventCursors1795760060001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE todo.event_cursors (
        handler  text PRIMARY KEY,
        id       bigint,
        event_id uuid,
        stopped  text,
        CHECK ((id IS NULL) = (event_id IS NULL))
      )`);
    await queryRunner.query(`
      CREATE TABLE todo.parked_events (
        handler   text NOT NULL,
        id        bigint NOT NULL,
        event_id  uuid NOT NULL,
        type      text NOT NULL,
        data      json NOT NULL,
        reason    text NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (handler, event_id)
      )`);
    await queryRunner.query(`
      INSERT INTO todo.event_cursors (handler, id, event_id)
      SELECT 'auth:user.deleted', id, event_id FROM todo.user_event_cursor`);
    await queryRunner.query('DROP TABLE todo.user_event_cursor');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE todo.user_event_cursor (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        id       bigint,
        event_id uuid,
        CHECK ((id IS NULL) = (event_id IS NULL))
      )`);
    await queryRunner.query(`
      INSERT INTO todo.user_event_cursor (id, event_id)
      SELECT c.id, c.event_id FROM (VALUES ('auth:user.deleted')) AS h (handler)
      LEFT JOIN todo.event_cursors c USING (handler)`);
    await queryRunner.query('DROP TABLE todo.event_cursors, todo.parked_events');
  }
}
