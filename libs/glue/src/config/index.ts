export type { ConfigOf, ConfigPart, ReportError } from './config-part.js';
export { oneOf, positiveNumber, postgresUrl, schemaName, wholeNumber } from './fields.js';
export { readConfig, type ConfigOfAll } from './read-config.js';
export {
  allowedOrigins,
  clientLimits,
  describesApi,
  readServerConfig,
  serverConfig,
  type ServerConfig,
} from './server.config.js';
export { trustsEveryAddress } from './trusted-proxies.js';
