export { FileLock } from './file-lock.js';
export { holdFile } from './hold-file.js';
