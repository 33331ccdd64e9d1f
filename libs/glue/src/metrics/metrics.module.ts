import { type DynamicModule, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';

/** How a provider takes the metrics: `undefined` in a process that observes nothing. */
export const METRICS = { token: Metrics, optional: true };

/** Gives the metrics to all modules of a process; without it nothing is observed. */
@Module({})
export class MetricsModule {
  /** @param app what is observed */
  static around(app: DynamicModule, metrics: Metrics): DynamicModule {
    return {
      module: MetricsModule,
      global: true,
      imports: [app],
      providers: [{ provide: Metrics, useValue: metrics }],
      exports: [Metrics],
    };
  }
}
