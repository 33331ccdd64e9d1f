import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { dataSourceOf, onDatabase } from '#glue/db';
import { Sealer } from '#glue/sealing';
import { FactorsDal } from '../../../core/ports/factors/factors.dal.js';
import { LoginChallengesDal } from '../../../core/ports/factors/login-challenges.dal.js';
import { PasskeysDal } from '../../../core/ports/factors/passkeys.dal.js';
import { RecoveryCodesDal } from '../../../core/ports/factors/recovery-codes.dal.js';
import { TotpDal } from '../../../core/ports/factors/totp.dal.js';
import { TypeormFactorsDal } from './typeorm-factors.dal.js';
import { TypeormLoginChallengesDal } from './typeorm-login-challenges.dal.js';
import { TypeormPasskeysDal } from './typeorm-passkeys.dal.js';
import { TypeormRecoveryCodesDal } from './typeorm-recovery-codes.dal.js';
import { TypeormTotpDal } from './typeorm-totp.dal.js';

/** Second factors, passkeys and logins in progress in PostgreSQL, also with sessions in Redis. */
export function factorsOnPostgres(context: string): Provider[] {
  return [
    onDatabase(context, FactorsDal, (source) => new TypeormFactorsDal(source)),
    onDatabase(context, LoginChallengesDal, (source) => new TypeormLoginChallengesDal(source)),
    onDatabase(context, PasskeysDal, (source) => new TypeormPasskeysDal(source)),
    onDatabase(context, RecoveryCodesDal, (source) => new TypeormRecoveryCodesDal(source)),
    {
      provide: TotpDal,
      inject: [dataSourceOf(context), Sealer],
      useFactory: (source: DataSource, sealer: Sealer) => new TypeormTotpDal(source, sealer),
    },
  ];
}
