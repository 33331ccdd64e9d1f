export type { Logger } from 'pino';
export { AccessLog } from './access-log.js';
export { limitedLines } from './limited-lines.js';
export { LogDestination } from './log-destination.js';
export { createLogger } from './logger.js';
export { NestLogger } from './nest-logger.js';
export { OutageLog } from './outage-log.js';
