export { HealthModule } from './health.module.js';
export { NotReadyError, type Readiness, ReadinessService } from './readiness.service.js';
