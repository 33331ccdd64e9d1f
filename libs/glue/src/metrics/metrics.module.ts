import { type DynamicModule, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';

/** Injects the metrics; `undefined` in a process without metrics. */
export const METRICS = { token: Metrics, optional: true };

/** Provides the metrics to all modules of a process. */
@Module({})
export class MetricsModule {
  /** @param app the module of the process */
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
