export { explain } from './explain.js';
export { EXIT } from './exit-codes.js';
export { LocalTerminal } from './local-terminal.js';
export { reconcileToolOf } from './reconcile-tool.js';
export { runAtOwner } from './run-at-owner.js';
export { defineTool, type FindProvider, runTool, type Tool, type ToolOutcome } from './tool.js';
export { ToolServer } from './tool-server.js';
export type { Terminal } from './terminal.js';
