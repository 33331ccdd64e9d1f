import { FactorChanges } from './factors/factor-changes.js';
import { FactorsService } from './factors/factors.service.js';
import { LoginChallenges } from './factors/login-challenges.js';
import { PasskeyChallenges } from './factors/passkey-challenges.js';
import { PasskeyChecks } from './factors/passkey-checks.js';
import { PasskeySite } from './factors/passkey-site.js';
import { PasskeysService } from './factors/passkeys.service.js';
import { RecoveryCodesService } from './factors/recovery-codes.service.js';
import { SecondFactors } from './factors/second-factors.js';
import { SecondStepService } from './factors/second-step.service.js';
import { TotpService } from './factors/totp.service.js';
import { DailyFactorLimit } from './limits/daily-factor-limit.js';
import { FactorLimiter } from './limits/factor-limiter.js';
import { ProofsService } from './sessions/proofs.service.js';
import { ProvenSessions } from './sessions/proven-sessions.js';

/** Second factors, passkeys and proofs. */
export const FACTOR_SERVICES = [
  FactorChanges,
  DailyFactorLimit,
  FactorLimiter,
  FactorsService,
  LoginChallenges,
  PasskeyChallenges,
  PasskeyChecks,
  PasskeySite,
  PasskeysService,
  ProofsService,
  ProvenSessions,
  RecoveryCodesService,
  SecondFactors,
  SecondStepService,
  TotpService,
];
