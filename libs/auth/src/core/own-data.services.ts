import { AccountExportService } from './own-data/account-export.service.js';

/** What people get of their data, and how it ends. */
export const OWN_DATA_SERVICES = [AccountExportService];
