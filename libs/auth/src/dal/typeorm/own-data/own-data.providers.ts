import type { Provider } from '@nestjs/common';
import { onDatabase } from '#glue/db';
import { ExportedAccountDal } from '../../../core/ports/own-data/exported-account.dal.js';
import { TypeormExportedAccountDal } from './typeorm-exported-account.dal.js';

export function ownDataOnPostgres(context: string): Provider[] {
  return [
    onDatabase(context, ExportedAccountDal, (source) => new TypeormExportedAccountDal(source)),
  ];
}
