export { inBuild } from './build-folder.js';
export { keepBuild } from './keep-build.js';
