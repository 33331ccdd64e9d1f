export { certificatesFile } from './certificates-file.js';
export { commaSeparated } from './comma-separated.js';
export type { ConfigOf, ConfigPart } from './config-part.js';
export { oneOf, positiveNumber, postgresUrl, schemaName, wholeNumber } from './fields.js';
export { listenUrl, listenVariable, nextUrl, nextVariable, shownAddress } from './other-address.js';
export { readConfig } from './read-config.js';
export {
  allowedOrigins,
  clientLimits,
  describesApi,
  readServerConfig,
  serverConfig,
  type ServerConfig,
} from './server.config.js';
export { trustsEveryAddress } from './trusted-proxies.js';
export { variablePrefix } from './variable-prefix.js';
export { httpUrl } from './http-url.js';
