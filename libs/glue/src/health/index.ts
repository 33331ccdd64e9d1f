export { HealthModule } from './health.module.js';
export { type Readiness, ReadinessService } from './readiness.service.js';
