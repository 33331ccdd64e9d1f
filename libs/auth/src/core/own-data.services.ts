import { AccountExportService } from './own-data/account-export.service.js';
import { DeletionCancellations } from './own-data/deletion-cancellations.js';
import { PlannedDeletionsService } from './own-data/planned-deletions.service.js';

/** What people get of their data, and how it ends. */
export const OWN_DATA_SERVICES = [
  AccountExportService,
  DeletionCancellations,
  PlannedDeletionsService,
];
