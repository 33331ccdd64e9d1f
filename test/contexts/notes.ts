/**
 * A third context, as a team would add it: rows per user, a migration, variables, an error code and
 * routes. Files by their path, all in separate folders.
 */
export const NOTES: Record<string, string> = {
  'migrations/notes/index.ts': `
    import { Notes1800000000000 } from './1800000000000-notes.js';

    export const migrations = [Notes1800000000000];`,
  'migrations/notes/1800000000000-notes.ts': `
    import type { MigrationInterface, QueryRunner } from 'typeorm';

    export class Notes1800000000000 implements MigrationInterface {
      async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(
          'CREATE TABLE notes.notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL, text text NOT NULL)',
        );
      }

      async down(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query('DROP TABLE notes.notes');
      }
    }`,

  'libs/notes/src/index.ts': `
    export { notesContext } from './notes.context.js';`,
  'libs/notes/src/notes.context.ts': `
    import { authKernel } from '#auth-kernel';
    import { defineContext } from '#glue/context';
    import { notesConfig } from './notes.config.js';
    import { notesErrors } from './notes.errors.js';
    import { notesDatabase, NotesModule } from './notes.module.js';

    /** Notes of users. */
    export const notesContext = defineContext({
      name: 'notes',
      heading: 'Notes',
      variables: notesConfig,
      errors: notesErrors,
      database: notesDatabase,
      paths: ['/api/v1/notes'],
      uses: [authKernel],
      module: (config) => NotesModule.register(config),
    });`,
  'libs/notes/src/notes.config.ts': `
    import { type ConfigOf, type ConfigPart, postgresUrl, schemaName, wholeNumber } from '#glue/config';

    /** The configuration of the notes context. */
    export const notesConfig = {
      shape: {
        NOTES_DB_URL: postgresUrl().meta({
          description: 'The PostgreSQL of notes.',
          unset: 'an embedded database in \`DATA_DIR\`',
        }),
        NOTES_DB_SCHEMA: schemaName('notes').meta({
          description: 'The PostgreSQL schema of its tables.',
        }),
        NOTES_MAX_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 10 }).meta({
          description: 'Connections to it per process, 1 to 1000.',
        }),
        NOTES_PER_USER_MAX: wholeNumber({ min: 1, max: 1000, default: 100 }).meta({
          description: 'Notes that one user may have, 1 to 1000.',
        }),
      },
    } satisfies ConfigPart;

    /** The values of {@link notesConfig}. */
    export type NotesConfig = ConfigOf<typeof notesConfig>;`,
  'libs/notes/src/notes.errors.ts': `
    import { defineErrors } from '#glue/errors';

    /** The errors of notes. */
    export const notesErrors = defineErrors({
      note_limit_reached: {
        status: 409,
        message: 'You have as many notes as one user may have.',
        when: 'The user has \`NOTES_PER_USER_MAX\` notes.',
        cure: 'Ask the operator.',
      },
    });`,
  'libs/notes/src/notes.module.ts': `
    import { type DynamicModule, Module } from '@nestjs/common';
    import type { ServerConfig } from '#glue/config';
    import { type ContextDatabase, DatabaseModule, onDatabase } from '#glue/db';
    import { migrations } from '#migrations/notes';
    import { MOST_NOTES, NotesService } from './core/notes.service.js';
    import { NotesDal } from './core/ports/notes.dal.js';
    import { TypeormNotesDal } from './dal/typeorm/typeorm-notes.dal.js';
    import { NotesController } from './http/notes.controller.js';
    import type { NotesConfig } from './notes.config.js';

    const CONTEXT = 'notes';

    export const notesDatabase: ContextDatabase = {
      context: CONTEXT,
      urlVariable: 'NOTES_DB_URL',
      schemaVariable: 'NOTES_DB_SCHEMA',
      maxConnectionsVariable: 'NOTES_MAX_CONNECTIONS',
      migrations,
    };

    /** The notes context. */
    @Module({})
    export class NotesModule {
      static register(config: NotesConfig & Pick<ServerConfig, 'DATA_DIR'>): DynamicModule {
        return {
          module: NotesModule,
          imports: [DatabaseModule.forRoot(notesDatabase, config)],
          controllers: [NotesController],
          providers: [
            NotesService,
            { provide: MOST_NOTES, useValue: config.NOTES_PER_USER_MAX },
            onDatabase(CONTEXT, NotesDal, (source) => new TypeormNotesDal(source)),
          ],
        };
      }
    }`,
  'libs/notes/src/core/ports/notes.dal.ts': `
    /** Stores notes. */
    export abstract class NotesDal {
      abstract add(userId: number, text: string): Promise<void>;
      abstract list(userId: number): Promise<string[]>;
    }`,
  'libs/notes/src/core/notes.service.ts': `
    import { Inject, Injectable } from '@nestjs/common';
    import { ServiceError } from '#glue/errors';
    import { notesErrors } from '../notes.errors.js';
    import { NotesDal } from './ports/notes.dal.js';

    export const MOST_NOTES = Symbol('MOST_NOTES');

    /** The notes of users. */
    @Injectable()
    export class NotesService {
      constructor(
        private readonly dal: NotesDal,
        @Inject(MOST_NOTES) private readonly most: number,
      ) {}

      list(userId: number): Promise<string[]> {
        return this.dal.list(userId);
      }

      /** @throws ServiceError \`note_limit_reached\` */
      async add(userId: number, text: string): Promise<string[]> {
        const notes = await this.dal.list(userId);
        if (notes.length >= this.most) throw new ServiceError(notesErrors.note_limit_reached);
        await this.dal.add(userId, text);
        return [...notes, text];
      }
    }`,
  'libs/notes/src/dal/typeorm/typeorm-notes.dal.ts': `
    import type { DataSource } from 'typeorm';
    import type { NotesDal } from '../../core/ports/notes.dal.js';

    export class TypeormNotesDal implements NotesDal {
      constructor(private readonly source: DataSource) {}

      async add(userId: number, text: string): Promise<void> {
        await this.source.query('INSERT INTO notes.notes (user_id, text) VALUES ($1, $2)', [userId, text]);
      }

      async list(userId: number): Promise<string[]> {
        const rows = await this.source.query<{ text: string }[]>(
          'SELECT text FROM notes.notes WHERE user_id = $1 ORDER BY id',
          [userId],
        );
        return rows.map(({ text }) => text);
      }
    }`,
  'libs/notes/src/http/notes.controller.ts': `
    import { Body, Controller, Get, Post, Req, UseGuards } from '@nestjs/common';
    import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
    import { z } from 'zod';
    import { type AuthenticatedRequest, ApiSession, SESSION_ERRORS, SessionGuard } from '#auth-kernel';
    import { commonErrors } from '#glue/errors';
    import { plainText } from '#glue/fields';
    import { ApiErrors } from '#glue/openapi';
    import { NotesService } from '../core/notes.service.js';
    import { notesErrors } from '../notes.errors.js';

    const noteBody = z.object({ text: plainText({ min: 1, max: 255, trim: true }) });
    const notesAnswer = z.array(z.string());

    @ApiTags('notes')
    @ApiSession()
    @ApiErrors(...SESSION_ERRORS)
    @UseGuards(SessionGuard)
    @Controller('api/v1/notes')
    export class NotesController {
      constructor(private readonly notes: NotesService) {}

      @Get()
      @ApiOperation({ summary: 'List notes' })
      @ApiOkResponse({ standardSchema: notesAnswer })
      listNotes(@Req() { caller }: AuthenticatedRequest): Promise<string[]> {
        return this.notes.list(caller.userId);
      }

      @Post()
      @ApiOperation({ summary: 'Add a note' })
      @ApiOkResponse({ standardSchema: notesAnswer })
      @ApiErrors(commonErrors.validation_failed, notesErrors.note_limit_reached)
      addNote(
        @Req() { caller }: AuthenticatedRequest,
        @Body({ schema: noteBody }) { text }: z.output<typeof noteBody>,
      ): Promise<string[]> {
        return this.notes.add(caller.userId, text);
      }
    }`,
};

/** The only line outside of its folders, in `libs/contexts.ts`. */
export const LINE = "  notes: async () => (await import('#notes')).notesContext,";
