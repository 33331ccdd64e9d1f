import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import { reasonOf } from '#glue/errors';
import type { Sealer } from '#glue/sealing';
import type { SeedState, TotpDal, TotpSeed } from '../../../core/ports/factors/totp.dal.js';
import {
  CONFIRM_SEED,
  FIND_SEED,
  OFFER_SEED,
  REMOVE_CONFIRMED_SEED,
  REMOVE_SEEDS,
  SEAL_SEED_ANEW,
  type SeedRow,
  SPEND_STEP,
  SWEEP_SEEDS,
} from './totp.statements.js';

const SWEPT_AT_ONCE = 500;

/** Seeds are sealed: who reads a dump cannot make codes. */
export class TypeormTotpDal implements TotpDal {
  private readonly logger = new Logger(TypeormTotpDal.name);
  private readonly statements: StatementRunner;

  constructor(
    private readonly dataSource: DataSource,
    private readonly sealer: Sealer,
  ) {
    this.statements = new StatementRunner(dataSource);
  }

  async offer({ userId, id, seed, createdAt }: TotpSeed): Promise<void> {
    await this.statements.run(OFFER_SEED, [userId, id, this.seal(seed, userId, id), createdAt]);
  }

  async find(userId: number, state: SeedState): Promise<TotpSeed | undefined> {
    const [row] = await this.statements.run(FIND_SEED, [userId, state === 'confirmed']);
    if (!row) return undefined;
    const { id, sealed, createdAt } = row;
    const seed = Buffer.from(this.sealer.open(sealed, ...placeOf(userId, id)), 'base64url');
    if (this.sealer.isStale(sealed)) await this.sealAnew(row, this.seal(seed, userId, id));
    return { id, userId, seed, createdAt };
  }

  confirm(userId: number, id: string, step: number): Promise<boolean> {
    return this.dataSource.transaction(async () => {
      await this.statements.run(REMOVE_CONFIRMED_SEED, [userId, id]);
      return (await this.statements.run(CONFIRM_SEED, [userId, id, step])).length === 1;
    });
  }

  async spend(id: string, step: number): Promise<boolean> {
    return (await this.statements.run(SPEND_STEP, [id, step])).length === 1;
  }

  async remove(userId: number): Promise<boolean> {
    const removed = await this.statements.run(REMOVE_SEEDS, [userId]);
    return removed.some(({ wasConfirmed }) => wasConfirmed);
  }

  async sweep(offeredBefore: Date): Promise<boolean> {
    const swept = await this.statements.run(SWEEP_SEEDS, [offeredBefore, SWEPT_AT_ONCE]);
    return swept.length === SWEPT_AT_ONCE;
  }

  private seal(seed: Uint8Array, userId: number, id: string): string {
    return this.sealer.seal(Buffer.from(seed).toString('base64url'), ...placeOf(userId, id));
  }

  /** After a rotation of the data key. A database that takes no writes now gets it next time. */
  private async sealAnew({ id, sealed }: SeedRow, anew: string): Promise<void> {
    try {
      await this.statements.run(SEAL_SEED_ANEW, [id, sealed, anew]);
    } catch (error) {
      this.logger.warn(`a seed could not be sealed anew: ${reasonOf(error)}`);
    }
  }
}

/** Bound to its row: who writes to the database cannot give a user the seed of another. */
const placeOf = (userId: number, id: string) => ['totp', userId, id];
