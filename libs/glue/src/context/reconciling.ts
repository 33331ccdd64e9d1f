import type { DynamicModule, Type } from '@nestjs/common';
import type { ServerConfig } from '../config/index.js';

/** How `npm run reconcile` compares a context with the contexts that it calls. */
export interface Reconciling<Config extends ServerConfig = ServerConfig> {
  /** The context with the parts that this needs. */
  module(config: Config): DynamicModule;
  reconciler: Type<Reconciler>;
}

/** Finds inconsistencies, and repairs those that are proven. */
export interface Reconciler {
  run(options: ReconcileOptions): Promise<ReconcileReport>;
}

/** The options of `npm run reconcile`. Each reconciler says what they allow it. */
export type ReconcileOptions = Readonly<
  Record<'dryRun' | 'deleteUnknown' | 'force' | 'acceptRestored', boolean>
>;

export interface ReconcileReport {
  isClean: boolean;
  /** Whether a finding needs a decision. */
  needsDecision: boolean;
  /** Readable, with a line for every possible finding. */
  toTable(): string;
}
