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

/** What a {@link Reconciler} may do beyond proven repairs. */
export interface ReconcileOptions {
  /** Changes nothing. */
  dryRun: boolean;
  /** Deletes rows that refer to what the other context does not know, even without a proof. */
  deleteUnknown: boolean;
  /** Also if that concerns more than 1 % of them. */
  force: boolean;
  /** Accepts the state of the other context, although it was restored from an older backup. */
  acceptRestored: boolean;
}

export interface ReconcileReport {
  isClean: boolean;
  /** Whether a finding needs a decision. */
  needsDecision: boolean;
  /** Readable, with a line for every possible finding. */
  toTable(): string;
}
