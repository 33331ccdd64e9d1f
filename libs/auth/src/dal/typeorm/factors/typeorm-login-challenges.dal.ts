import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type {
  LoginChallenge,
  LoginChallengesDal,
} from '../../../core/ports/factors/login-challenges.dal.js';
import {
  ADD_CHALLENGE,
  CONSUME_CHALLENGE,
  FIND_CHALLENGE,
  FIND_WAITING,
  SWEEP_CHALLENGES,
} from './login-challenge.statements.js';

const SWEPT_AT_ONCE = 500;

export class TypeormLoginChallengesDal implements LoginChallengesDal {
  private readonly statements: StatementRunner;

  constructor(dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
  }

  async add(challenge: LoginChallenge): Promise<void> {
    const { tokenHash, userId, generation, isRemembered, isForPage, expiresAt } = challenge;
    const values = [tokenHash, userId, generation, isRemembered, isForPage, expiresAt];
    await this.statements.run(ADD_CHALLENGE, values);
  }

  async find(tokenHash: string): Promise<LoginChallenge | undefined> {
    return (await this.statements.run(FIND_CHALLENGE, [tokenHash]))[0];
  }

  async isWaiting(userId: number, now: Date): Promise<boolean> {
    return (await this.statements.run(FIND_WAITING, [userId, now])).length > 0;
  }

  async consume(tokenHash: string): Promise<boolean> {
    return (await this.statements.run(CONSUME_CHALLENGE, [tokenHash])).length === 1;
  }

  async sweep(now: Date): Promise<boolean> {
    const swept = await this.statements.run(SWEEP_CHALLENGES, [now, SWEPT_AT_ONCE]);
    return swept.length === SWEPT_AT_ONCE;
  }
}
