import { serve } from '#glue/http';
import { MonolithAppModule, monolithConfig } from './monolith-app.module.js';

await serve('monolith', () => ({
  config: monolithConfig,
  module: (config) => MonolithAppModule.with(config),
}));
