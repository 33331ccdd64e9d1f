export { inBuild, keepBuild } from './build-folder.js';
