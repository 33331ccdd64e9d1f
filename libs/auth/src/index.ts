export { authConfig, type AuthConfig } from './auth.config.js';
export { authErrors } from './auth.errors.js';
export { AuthModule } from './auth.module.js';
export { UsersService } from './core/users/users.service.js';
