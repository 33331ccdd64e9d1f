export { eventsTool } from './events.tool.js';
