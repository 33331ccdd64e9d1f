import { authKernel } from '#auth-kernel';
import { defineContext } from '#glue/context';
import { MY_DATA } from '#glue/export';
import { eventsTool } from '#glue/event-tool';
import { mailKernel } from '#mail-kernel';
import { authConfig } from './auth.config.js';
import { authErrors } from './auth.errors.js';
import { factorErrors } from './factor.errors.js';
import { authDatabase, AuthModule } from './auth.module.js';
import { UsersService } from './core/users/users.service.js';
import { publicUrlForMails } from './public-url.config.js';
import { adminTool } from './tools/admin.tool.js';

/** Users, login and sessions. */
export const authContext = defineContext({
  name: 'auth',
  heading: 'Users, login and sessions',
  variables: authConfig,
  errors: { ...authErrors, ...factorErrors },
  database: authDatabase,
  paths: [
    '/api/v1/auth/',
    '/api/v1/users/',
    '/api/v2/account',
    '/api/v2/admin/invitations',
    '/api/v2/admin/users',
    '/api/v2/email-confirmations',
    '/api/v2/password-resets',
    '/api/v2/registration',
  ],
  api: {
    tags: {
      account: 'Your account: login and sessions, password, email and profile',
      'second factors': 'Apps, passkeys and recovery codes, and proofs of who you are',
      'access tokens': 'Tokens for scripts, with scopes',
      users: 'Registration, and version 1 of your account',
      auth: 'Version 1 of login and sessions',
      ...MY_DATA,
      administration: 'Users, for administrators',
    },
  },
  uses: [authKernel],
  sendsTo: [{ kernel: mailKernel, check: publicUrlForMails }],
  answers: { kernel: authKernel, client: UsersService },
  module: (config) => AuthModule.register(config),
  seals: true,
  tools: [eventsTool('auth'), adminTool],
});
