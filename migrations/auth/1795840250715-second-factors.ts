import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors, passkeys, logins that wait for one, and the last proof of a session. */
export class SecondFactors1795840250715 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await sessions(queryRunner);
    await codes(queryRunner);
    await passkeys(queryRunner);
    await loginChallenges(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.login_challenges, auth.used_passkey_challenges');
    await queryRunner.query('DROP TABLE auth.passkeys, auth.recovery_codes, auth.totp_seeds');
    await queryRunner.query('ALTER TABLE auth.sessions DROP COLUMN proved_at');
  }
}

async function sessions(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query('ALTER TABLE auth.sessions ADD COLUMN proved_at timestamptz');
}

async function codes(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE auth.totp_seeds (
      user_id      bigint NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
      is_confirmed boolean NOT NULL,
      id           uuid NOT NULL UNIQUE,
      sealed_seed  text NOT NULL,
      created_at   timestamptz NOT NULL,
      last_step    bigint,
      PRIMARY KEY (user_id, is_confirmed),
      CHECK (is_confirmed = (last_step IS NOT NULL))
    )`);
  await queryRunner.query(
    'CREATE INDEX totp_seeds_offered ON auth.totp_seeds (created_at) WHERE NOT is_confirmed',
  );
  await queryRunner.query(`
    CREATE TABLE auth.recovery_codes (
      user_id   bigint NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
      code_hash text NOT NULL CHECK (length(code_hash) = 43),
      PRIMARY KEY (user_id, code_hash)
    )`);
}

async function passkeys(queryRunner: QueryRunner): Promise<void> {
  // A user may have passkeys only.
  await queryRunner.query(`
    CREATE TABLE auth.passkeys (
      id            uuid PRIMARY KEY,
      user_id       bigint NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
      credential_id text NOT NULL UNIQUE,
      public_key    bytea NOT NULL,
      counter       bigint NOT NULL,
      transports    text[] NOT NULL,
      name          text NOT NULL,
      is_backed_up  boolean NOT NULL,
      created_at    timestamptz NOT NULL,
      last_used_at  timestamptz
    )`);
  await queryRunner.query('CREATE INDEX passkeys_user_id ON auth.passkeys (user_id)');
  await queryRunner.query(`
    CREATE TABLE auth.used_passkey_challenges (
      challenge_hash text PRIMARY KEY,
      expires_at     timestamptz NOT NULL
    )`);
  await queryRunner.query(
    'CREATE INDEX used_passkey_challenges_expires_at ON auth.used_passkey_challenges (expires_at)',
  );
}

async function loginChallenges(queryRunner: QueryRunner): Promise<void> {
  // Later than the login, if there was a proof after it.
  // sealed_seed is bound to the user and to the id. A code of a step up to last_step was used.
  await queryRunner.query(`
    CREATE TABLE auth.login_challenges (
      token_hash    text PRIMARY KEY,
      user_id       bigint NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
      generation    integer NOT NULL,
      is_remembered boolean NOT NULL,
      is_for_page   boolean NOT NULL,
      expires_at    timestamptz NOT NULL
    )`);
  await queryRunner.query(
    'CREATE INDEX login_challenges_user_id ON auth.login_challenges (user_id)',
  );
  await queryRunner.query(
    'CREATE INDEX login_challenges_expires_at ON auth.login_challenges (expires_at)',
  );
}
