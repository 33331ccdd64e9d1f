import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UserRefsAndCursor1795534622621 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE todo.user_refs (
        user_id    integer PRIMARY KEY,
        unique_id  text NOT NULL,
        deleted_at timestamptz
      )`);
    // One row: the last event of auth that has been applied here; none at first.
    await queryRunner.query(`
      CREATE TABLE todo.user_event_cursor (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        id       integer,
        event_id uuid,
        CHECK ((id IS NULL) = (event_id IS NULL))
      )`);
    await queryRunner.query('INSERT INTO todo.user_event_cursor DEFAULT VALUES');
    await queryRunner.query(
      "CREATE UNIQUE INDEX user_connections_owner ON todo.user_connections (to_do_id) WHERE role = 'owner'",
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX todo.user_connections_owner');
    await queryRunner.query('DROP TABLE todo.user_event_cursor');
    await queryRunner.query('DROP TABLE todo.user_refs');
  }
}
