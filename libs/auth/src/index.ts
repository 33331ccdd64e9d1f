export { authContext } from './auth.context.js';
