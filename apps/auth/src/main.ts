import { authErrors } from '#auth';
import { authKernelErrors, TOKEN_API } from '#auth-kernel';
import { readConfig } from '#glue/config';
import { serve } from '#glue/server';
import { AuthAppModule, authAppConfig } from './auth-app.module.js';

const API = {
  ...TOKEN_API,
  errors: [authKernelErrors, authErrors],
  description: 'Log in with an email and a password, and carry the token.',
};

await serve('auth', () => {
  const config = readConfig(authAppConfig);
  return { config, module: AuthAppModule.with(config), api: API };
});
