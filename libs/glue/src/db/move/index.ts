export { FENCE } from './fence-error.js';
export { inCharge, type Seen } from './in-charge.js';
export {
  activate,
  MOVE_TABLE,
  type MoveRow,
  type MoveState,
  readMoveRow,
  TABLES_OF_MOVES,
} from './move-row.js';
export { seeAddress } from './see-address.js';
export { ACTIVATION_MS, SLOW_POLL_MS } from './move-watch.js';
