import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LoginLimits1795615267169 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Unlogged: a counter is written with every wrong password, and may be lost in a crash.
    await queryRunner.query(`
      CREATE UNLOGGED TABLE auth.limit_counters (
        key   integer PRIMARY KEY,
        count integer NOT NULL,
        until timestamptz NOT NULL
      )`);
    await queryRunner.query('CREATE INDEX limit_counters_until ON auth.limit_counters (until)');
    // address is a keyed hash: it identifies a known address without revealing it.
    await queryRunner.query(`
      CREATE TABLE auth.known_addresses (
        user_id       integer NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        address       text NOT NULL,
        last_login_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, address)
      )`);
    await queryRunner.query(
      'CREATE INDEX known_addresses_last_login_at ON auth.known_addresses (last_login_at)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.known_addresses');
    await queryRunner.query('DROP TABLE auth.limit_counters');
  }
}
