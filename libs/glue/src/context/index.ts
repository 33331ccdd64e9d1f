export { compose, type Composition } from './compose.js';
export { type Context, type ContextList, defineContext, loadContexts } from './context.js';
export { groupingConfig } from './hosted-contexts.js';
export type { ReconcileOptions, Reconciler, ReconcileReport } from './reconciling.js';
export { runApp } from './run-app.js';
