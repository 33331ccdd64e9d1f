import { readConfig } from '#glue/config';
import { serve } from '#glue/server';
import { AuthAppModule, authAppConfig } from './auth-app.module.js';

await serve('auth', () => {
  const config = readConfig(authAppConfig);
  return { config, module: AuthAppModule.with(config) };
});
