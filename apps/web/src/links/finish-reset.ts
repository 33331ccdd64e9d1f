import type { QueryClient } from '@tanstack/react-query';
import { sessionsQuery } from '../account/sessions-query.js';
import { navigate } from '../location.js';
import { logoutReason } from '../session/session.js';
import { t } from '../texts/index.js';
import { announce } from '../ui/announcer.js';
import { tell } from '../ui/toaster.js';
import { linkToken } from './link-token.js';

/**
 * Shows the login after a reset, which has ended all sessions of that account. A session here is of
 * that account, or of another one, which stays logged in: a request tells.
 */
export async function finishReset(client: QueryClient): Promise<void> {
  const isOther = await client.fetchQuery({ ...sessionsQuery, retry: false }).then(
    () => true,
    () => false, // the query client has noticed the end of the session
  );
  if (isOther) tell(t.password.changed, t.reset.otherAccount);
  else {
    logoutReason.set('passwordReset');
    announce(t.logIn.passwordReset);
  }
  navigate('/login', { replace: true });
  linkToken.set(undefined);
}
