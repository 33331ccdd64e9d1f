export { mailContext } from './mail.context.js';
