export { HealthModule } from './health.module.js';
export { PROBES } from './probes.js';
export { NotReadyError, type Readiness, ReadinessService } from './readiness.service.js';
