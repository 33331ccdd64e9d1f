import type { QueryClient } from '@tanstack/react-query';
import { navigate } from '../location.js';
import { isStillLoggedIn, logoutReason } from '../session/session.js';
import { t } from '../texts/index.js';
import { announce } from '../ui/announcer.js';
import { tell } from '../ui/toaster.js';
import { forgetLinkToken } from './link-token.js';

/**
 * Shows the login after a reset, which has ended all sessions of that account. A session here is of
 * that account, or of another one, which stays logged in.
 */
export async function finishReset(client: QueryClient): Promise<void> {
  if (await isStillLoggedIn(client)) tell(t.password.changed, t.reset.otherAccount);
  else {
    logoutReason.set('passwordReset');
    announce(t.logIn.passwordReset);
  }
  navigate('/login', { replace: true });
  forgetLinkToken();
}
