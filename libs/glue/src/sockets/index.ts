export {
  isTooLong,
  makeSocketFolder,
  removeLeftoverFolder,
  removeSocketFolder,
} from './socket-folder.js';
