export { createServer } from './create-server.js';
export { type App, serve } from './serve.js';
