import { authKernel } from '#auth-kernel';
import { defineContext } from '#glue/context';
import { eventsTool } from '#glue/event-tool';
import { authConfig } from './auth.config.js';
import { authErrors } from './auth.errors.js';
import { authDatabase, AuthModule } from './auth.module.js';
import { UsersService } from './core/users/users.service.js';

/** Users, login and sessions. */
export const authContext = defineContext({
  name: 'auth',
  heading: 'Users, login and sessions',
  variables: authConfig,
  errors: authErrors,
  database: authDatabase,
  paths: ['/api/v1/auth/', '/api/v1/users/'],
  uses: [authKernel],
  answers: { kernel: authKernel, client: UsersService },
  module: (config) => AuthModule.register(config),
  seals: true,
  tools: [eventsTool('auth')],
});
