import { serve } from '#glue/http';
import { AuthAppModule, authAppConfig } from './auth-app.module.js';

await serve('auth', () => ({
  config: authAppConfig,
  module: (config) => AuthAppModule.with(config),
}));
