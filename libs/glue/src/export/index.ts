export { byPage } from './by-page.js';
export { AnswersExport, exportFile, type ExportParts, MY_DATA } from './export-file.js';
