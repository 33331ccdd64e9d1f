export { Reconciler, type ReconcileOptions } from './core/reconciliation/reconciler.js';
export { FINDINGS, type FindingName, type Report } from './core/reconciliation/report.js';
export { MAX_TITLE_LENGTH_IN_PATH } from './core/title.js';
export { todoConfig, type TodoConfig } from './todo.config.js';
export { todoErrors } from './todo.errors.js';
export { TodoModule } from './todo.module.js';
