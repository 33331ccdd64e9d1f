export { todoContext } from './todo.context.js';
