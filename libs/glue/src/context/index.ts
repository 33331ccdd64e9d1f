export { type Context, type ContextList, defineContext, loadContexts } from './context.js';
export { groupingConfig } from './hosted-contexts.js';
export { kernelsOf } from './kernel-bindings.js';
export { composeApp, runApp } from './run-app.js';
export { runToolOf } from './run-tool-of.js';
