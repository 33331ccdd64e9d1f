import type { DynamicModule } from '@nestjs/common';
import { DatabaseModule, onDatabase, outcomesOnDatabase } from '#glue/db';
import { contractController } from '#seam';
import { stockContract } from './stock.contract.js';
import { stockDatabase } from './stock.database.js';
import { StockService } from './stock.service.js';

export class StockModule {
  static register(config: { DATA_DIR: string }): DynamicModule {
    const service = onDatabase('stock', StockService, (source) => new StockService(source));
    return {
      module: StockModule,
      imports: [DatabaseModule.forRoot(stockDatabase, config)],
      controllers: [contractController(stockContract, StockService)],
      providers: [service, ...outcomesOnDatabase('stock')],
    };
  }
}
