import type { ExportParts } from '#glue/export';
import type { AccountExportService } from '../../core/own-data/account-export.service.js';
import { toAnswer as passkeyAnswer } from '../factors/passkeys.controller.js';
import { toAnswer as accessTokenAnswer } from './access-tokens.controller.js';
import { sessionAnswer } from './account-answers.js';
import { toAnswer as profileAnswer } from './profile.controller.js';

type Exported = Awaited<ReturnType<AccountExportService['find']>>;

/** What is stored of an account, beside its audit, in the form of the routes that tell parts of it. */
export function exportedParts(exported: Exported): ExportParts {
  const { account, stored, sessions, accessTokens, factors, passkeys } = exported;
  const { role, disabledAt, links, reservedEmails, knownAddresses } = stored;
  return {
    account: {
      id: account.id,
      ...profileAnswer(account),
      email_verified_at: account.emailVerifiedAt?.toISOString() ?? null,
      ...{ role, disabled_at: disabledAt?.toISOString() ?? null },
    },
    sessions: sessions.map(sessionAnswer),
    access_tokens: accessTokens.map(accessTokenAnswer),
    passkeys: passkeys.map(passkeyAnswer),
    totp: factors.hasTotp,
    recovery_codes: factors.recoveryCodes,
    links: links.map(({ expiresAt, ...link }) => ({
      ...link,
      expires_at: expiresAt.toISOString(),
    })),
    reserved_emails: reservedEmails.map(({ email, until }) => ({
      ...{ email, until: until.toISOString() },
    })),
    known_addresses: knownAddresses.map(({ lastLoginAt }) => ({
      last_login_at: lastLoginAt.toISOString(),
    })),
  };
}
