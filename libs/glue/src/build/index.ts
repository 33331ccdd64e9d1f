export { inBuild, keepBuild } from './build-folder.js';
export { version } from './version.js';
