export { todoConfig, type TodoConfig } from './todo.config.js';
export { TodoModule } from './todo.module.js';
