export { outboxTool } from './outbox.tool.js';
