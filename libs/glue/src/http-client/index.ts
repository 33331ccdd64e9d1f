export { axiosFailure } from './axios-failure.js';
export { axiosOptions } from './axios-options.js';
