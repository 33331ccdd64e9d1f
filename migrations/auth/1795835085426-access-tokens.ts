import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Access tokens of users, for scripts. Of the token itself only its SHA-256 is stored, in base64url. */
export class AccessTokens1795835085426 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE auth.access_tokens (
        id uuid PRIMARY KEY,
        user_id bigint NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        name text NOT NULL,
        scopes text[] NOT NULL,
        token_hash text NOT NULL UNIQUE CHECK (length(token_hash) = 43),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz
      )
    `);
    await queryRunner.query('CREATE INDEX access_tokens_user_id ON auth.access_tokens (user_id)');
    await queryRunner.query(
      'CREATE INDEX access_tokens_expires_at ON auth.access_tokens (expires_at)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.access_tokens');
  }
}
