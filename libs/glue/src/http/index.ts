export { addressGroup, clientAddress, isConnected, withoutMapping } from './client-address.js';
export { copyDecorators } from './copy-decorators.js';
export {
  clearedHostCookies,
  HOST_PREFIX,
  hostCookie,
  isSameOrigin,
  readHostCookie,
} from './host-cookies.js';
export {
  hideInternalRoutes,
  INTERNAL_BODY_LIMIT,
  INTERNAL_PREFIX,
  InternalRoutes,
} from './internal-routes.js';
export { onceAMinute } from './once-a-minute.js';
export { ownUrl } from './own-url.js';
export {
  logFields,
  logFieldsOf,
  outgoingHeaders,
  type RequestContext,
  requestContext,
  requestIdOf,
  trackRequests,
} from './request-context.js';
export { SECURITY_HEADERS, secureHttp } from './secure-http.js';
export { serverPlugin } from './server-plugin.js';
export { Streamed } from './streamed.js';
export { trustedProxies } from './trusted-proxies.js';
