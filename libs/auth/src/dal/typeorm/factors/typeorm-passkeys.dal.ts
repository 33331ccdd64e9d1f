import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type {
  PasskeysDal,
  PasskeyUse,
  StoredPasskey,
} from '../../../core/ports/factors/passkeys.dal.js';
import {
  CREATE_PASSKEY,
  FIND_PASSKEY,
  LIST_PASSKEYS,
  REMOVE_PASSKEY,
  RENAME_PASSKEY,
  SPEND_PASSKEY,
  SWEEP_USED_CHALLENGES,
  USE_CHALLENGE,
} from './passkey.statements.js';

const SWEPT_AT_ONCE = 500;

export class TypeormPasskeysDal implements PasskeysDal {
  private readonly statements: StatementRunner;

  constructor(dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
  }

  async create(passkey: Omit<StoredPasskey, 'lastUsedAt'>): Promise<boolean> {
    const { userId, id, credentialId, counter, transports, name, isBackedUp, createdAt } = passkey;
    const key = Buffer.from(passkey.publicKey);
    const values = [
      userId,
      id,
      credentialId,
      key,
      counter,
      transports,
      name,
      isBackedUp,
      createdAt,
    ];
    return (await this.statements.run(CREATE_PASSKEY, values)).length === 1;
  }

  async find(credentialId: string): Promise<StoredPasskey | undefined> {
    return (await this.statements.run(FIND_PASSKEY, [credentialId]))[0];
  }

  listOf(userId: number): Promise<StoredPasskey[]> {
    return this.statements.run(LIST_PASSKEYS, [userId]);
  }

  async spend(id: string, { counter, isBackedUp, at }: PasskeyUse): Promise<boolean> {
    const used = await this.statements.run(SPEND_PASSKEY, [id, counter, isBackedUp, at]);
    return used.length === 1;
  }

  async rename(userId: number, id: string, name: string): Promise<boolean> {
    return (await this.statements.run(RENAME_PASSKEY, [userId, id, name])).length === 1;
  }

  async remove(userId: number, id: string): Promise<boolean> {
    return (await this.statements.run(REMOVE_PASSKEY, [userId, id])).length === 1;
  }

  async useChallenge(hash: string, expiresAt: Date): Promise<boolean> {
    return (await this.statements.run(USE_CHALLENGE, [hash, expiresAt])).length === 1;
  }

  async sweepChallenges(now: Date): Promise<boolean> {
    const swept = await this.statements.run(SWEEP_USED_CHALLENGES, [now, SWEPT_AT_ONCE]);
    return swept.length === SWEPT_AT_ONCE;
  }
}
