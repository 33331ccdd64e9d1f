export { deviceName, originOf } from './origin.js';
