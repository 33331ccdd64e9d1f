import { BOTH, describeProduct } from '../e2e/index.js';
import { seedOfSpreadLosses } from '../support/spread-losses.js';
import { monolith } from './monolith.js';

const seed = await seedOfSpreadLosses(0.002);
const SEAM_PRETEND_REMOTE = `auth: latency 2ms±1, loss 0.2%, seed ${seed}`;
const system = monolith('as if todo and auth were two processes');

describeProduct(
  { ...system, start: (env) => system.start({ SEAM_PRETEND_REMOTE, ...env }) },
  { leavesOut: BOTH },
);
