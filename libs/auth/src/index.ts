export { authConfig, type AuthConfig } from './auth.config.js';
export { AuthModule } from './auth.module.js';
export { UsersService } from './core/users/users.service.js';
