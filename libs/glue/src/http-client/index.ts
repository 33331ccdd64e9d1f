export { axiosFailure } from './axios-failure.js';
export { axiosOptions } from './axios-options.js';
export { pretendedServer, type ServeCarried } from './pretended-server.js';
