import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UserEvents1795534622533 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // user_id has no foreign key: the event is written when the user is deleted.
    await queryRunner.query(`
      CREATE TABLE auth.user_events (
        id                integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id          uuid NOT NULL UNIQUE,
        type              text NOT NULL CHECK (type IN ('user.deleted')),
        user_id           integer NOT NULL,
        unique_id         text NOT NULL,
        created_at        timestamptz NOT NULL DEFAULT now(),
        sessions_ended_at timestamptz
      )`);
    await queryRunner.query('CREATE INDEX user_events_user_id ON auth.user_events (user_id)');
    await queryRunner.query(
      'CREATE INDEX user_events_open ON auth.user_events (id) WHERE sessions_ended_at IS NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.user_events');
  }
}
