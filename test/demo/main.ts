import { postgresUrl, readServerConfig, schemaName, wholeNumber } from '#glue/config';
import { HealthModule } from '#glue/health';
import { serve } from '#glue/server';
import { CallersModule } from './callers.module.js';
import { StockModule } from './stock.module.js';

class AppModule {}

/** The provider of the demo contract, in a process of its own. */
await serve('stock', () => {
  const shape = {
    STOCK_DB_URL: postgresUrl(),
    STOCK_DB_SCHEMA: schemaName('stock'),
    STOCK_MAX_CONNECTIONS: wholeNumber({ min: 1, max: 100, default: 10 }),
  };
  const config = readServerConfig({ port: 0 }, [{ shape }]);
  const imports = [HealthModule, CallersModule.register(), StockModule.register(config)];
  return { config, module: { module: AppModule, imports } };
});
