export { byPage } from './by-page.js';
export { AnswersExport, exportFile, type ExportParts } from './export-file.js';
