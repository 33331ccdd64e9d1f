import type { Provider } from '@nestjs/common';
import { onDatabase } from '#glue/db';
import { ExportedAccountDal } from '../../../core/ports/own-data/exported-account.dal.js';
import { PlannedDeletionsDal } from '../../../core/ports/own-data/planned-deletions.dal.js';
import { TypeormExportedAccountDal } from './typeorm-exported-account.dal.js';
import { TypeormPlannedDeletionsDal } from './typeorm-planned-deletions.dal.js';

/** What people get of their data, and how it ends, in PostgreSQL. */
export function ownDataOnPostgres(context: string): Provider[] {
  return [
    onDatabase(context, ExportedAccountDal, (source) => new TypeormExportedAccountDal(source)),
    onDatabase(context, PlannedDeletionsDal, (source) => new TypeormPlannedDeletionsDal(source)),
  ];
}
