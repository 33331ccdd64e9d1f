export { compose, type Composition } from './compose.js';
export {
  type Context,
  type ContextList,
  defineContext,
  loadContexts,
  type Route,
} from './context.js';
export { groupingConfig } from './hosted-contexts.js';
export { unusedAddress } from './unused-address.js';
export type { Binding, CallingProcess, Kernel, Place, Placement } from './kernel.js';
export type { ReconcileOptions, Reconciler, ReconcileReport } from './reconciling.js';
export { runApp } from './run-app.js';
