export { FileLock } from './file-lock.js';
export { holdFile } from './hold-file.js';
export { makeFolder } from './make-folder.js';
