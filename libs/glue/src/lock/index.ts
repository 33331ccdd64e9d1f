export { copyFolder } from './copy-folder.js';
export { FileLock, holdFile } from './file-lock.js';
export { makeFolder } from './make-folder.js';
export { readIfThere, readOrCreate } from './read-or-create.js';
