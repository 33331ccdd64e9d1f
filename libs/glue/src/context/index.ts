export { compose, type Composition } from './compose.js';
export {
  type Context,
  type ContextList,
  defineContext,
  loadContexts,
  type Route,
} from './context.js';
export type { CallingProcess, Kernel, LocalContext, Place, Placement } from './kernel.js';
export type { ReconcileOptions, Reconciler, ReconcileReport, Reconciling } from './reconciling.js';
export { type AppOptions, composeApp, runApp } from './run-app.js';
