export { clockNote } from './clock-note.js';
export { HealthModule } from './health.module.js';
export { PROBES } from './probes.js';
export { NotReadyError, type Readiness, ReadinessService } from './readiness.service.js';
