export { type Context, type ContextList, defineContext, loadContexts } from './context.js';
export { groupingConfig } from './hosted-contexts.js';
export { runApp } from './run-app.js';
export { runToolOf } from './run-tool-of.js';
