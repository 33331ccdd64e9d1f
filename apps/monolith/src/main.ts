import { readConfig } from '#glue/config';
import { serve } from '#glue/http';
import { MonolithAppModule, monolithConfig } from './monolith-app.module.js';

await serve('monolith', () => {
  const config = readConfig(monolithConfig);
  return { config, module: MonolithAppModule.with(config) };
});
