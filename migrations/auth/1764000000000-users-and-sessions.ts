import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UsersAndSessions1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE auth.users (
        id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        unique_id     text NOT NULL UNIQUE,
        email         text NOT NULL UNIQUE CHECK (email = lower(email)),
        password_hash text NOT NULL,
        created_at    timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      CREATE TABLE auth.sessions (
        id           text PRIMARY KEY,
        user_id      integer NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        created_at   timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL,
        replaced_by  text,
        replaced_at  timestamptz,
        CHECK ((replaced_by IS NULL) = (replaced_at IS NULL))
      )`);
    await queryRunner.query('CREATE INDEX sessions_user_id ON auth.sessions (user_id)');
    await queryRunner.query('CREATE INDEX sessions_expires_at ON auth.sessions (expires_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.sessions');
    await queryRunner.query('DROP TABLE auth.users');
  }
}
