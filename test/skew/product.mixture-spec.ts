import { BOTH, describeProduct } from '../e2e/index.js';
import { deployed, type Steps, STEPS_VARIABLE } from './deployment.js';

const steps = process.env[STEPS_VARIABLE];
if (!steps) throw new Error(`${STEPS_VARIABLE} is not set: npm run test:skew runs this suite`);

describeProduct(deployed(JSON.parse(steps) as Steps), {
  isFresh: false,
  leavesOut: BOTH,
  startLimitMs: 300_000,
});
