import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { readConfig } from '../config/index.js';
import { contextDatabase, databaseOptions } from './database.options.js';
import { openMigratedDataSource } from './open-data-source.js';

class Pages1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE note_book.pages (text text NOT NULL)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE note_book.pages');
  }
}

const database = contextDatabase('note-book', [Pages1700000000000]);

describe('the database of a context', () => {
  it('has variables with the name of the context, or with a prefix', () => {
    const names = ['DB_URL', 'NEXT_DB_URL', 'LISTEN_URL', 'DB_SCHEMA', 'MAX_CONNECTIONS'];
    const shape = (...args: Parameters<typeof contextDatabase>) =>
      Object.keys(contextDatabase(...args).variables.shape);
    expect(shape('note-book', [])).toEqual(names.map((name) => `NOTE_BOOK_${name}`));
    expect(shape('book', [], 'B_K')).toEqual(names.map((name) => `B_K_${name}`));
  });

  it('has a schema whose name needs no quotes', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'context-'));
    const config = readConfig([database.variables], { NOTE_BOOK_MAX_CONNECTIONS: '3' });
    const options = databaseOptions(database, { ...config, DATA_DIR: dataDir });
    expect(options).toMatchObject({ schema: 'note_book', maxConnections: 3, url: undefined });
    const source = await openMigratedDataSource(options);
    try {
      await source.query("INSERT INTO note_book.pages VALUES ('one')");
      expect(await source.query('SELECT * FROM note_book.pages')).toEqual([{ text: 'one' }]);
    } finally {
      await source.destroy();
      await rm(dataDir, { recursive: true });
    }
  }, 60_000);
});
