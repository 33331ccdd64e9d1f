import {
  type KnownUser,
  LoginChallengesInMemory,
  PasskeysInMemory,
  RecoveryCodesInMemory,
  TotpInMemory,
} from './factors-in-memory.suite.js';
import { describeLoginChallengesDalContract } from './login-challenges.dal.suite.js';
import { describePasskeysDalContract } from './passkeys.dal.suite.js';
import { describeRecoveryCodesDalContract } from './recovery-codes.dal.suite.js';
import { describeTotpDalContract } from './totp.dal.suite.js';

const NAME = 'in memory, for tests';
const users = new Map<number, KnownUser>(
  [1, 2].map((id) => [id, { id, uniqueId: `u-${id}`, sessionGeneration: 0, hasPassword: true }]),
);
const close = async () => {};

describeTotpDalContract(NAME, async () => ({ dal: new TotpInMemory(users), close }));
describeRecoveryCodesDalContract(NAME, async () => ({
  ...{ dal: new RecoveryCodesInMemory(users), close },
}));
describePasskeysDalContract(NAME, async () => ({ dal: new PasskeysInMemory(users), close }));
describeLoginChallengesDalContract(NAME, async () => ({
  ...{ dal: new LoginChallengesInMemory(users), close },
}));
