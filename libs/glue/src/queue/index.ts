export { FairQueue, type QueueLimits } from './fair-queue.js';
