export type { CircuitListener } from './circuit.js';
export { limitReason } from './limit-reason.js';
export { PeerFailure } from './peer-failure.js';
export { CONCURRENCY, type Policy, Resilience } from './resilience.js';
export { smaller, type WorkLimits, withinLimits } from './within-limits.js';
