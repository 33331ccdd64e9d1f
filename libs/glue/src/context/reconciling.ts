import type { DynamicModule, Type } from '@nestjs/common';
import type { ServerConfig } from '../config/index.js';

/** How a context compares what it stores with the contexts that it asks: `npm run reconcile`. */
export interface Reconciling<Config extends ServerConfig = ServerConfig> {
  /** The context with no more than this needs. */
  module(config: Config): DynamicModule;
  /** The provider of it that compares. */
  reconciler: Type<Reconciler>;
}

/** Finds inconsistencies, and repairs those that are proven. */
export interface Reconciler {
  run(options: ReconcileOptions): Promise<ReconcileReport>;
}

/** What a {@link Reconciler} may do beyond repairing what is proven. */
export interface ReconcileOptions {
  /** Changes nothing. */
  dryRun: boolean;
  /** Deletes the rows of unknown users, even without a deletion event. */
  deleteUnknown: boolean;
  /** Even if that concerns more than one in a hundred. */
  force: boolean;
  /** Takes the other context as it is now for the truth, though it was restored from an older backup. */
  acceptRestored: boolean;
}

/** What was found. */
export interface ReconcileReport {
  isClean: boolean;
  /** Whether something waits for a decision. */
  needsDecision: boolean;
  /** For people, with a line for everything that was looked for. */
  toTable(): string;
}
