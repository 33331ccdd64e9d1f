import { type ReactNode, useEffect } from 'react';
import { readFilter } from './items/filter.js';
import { ItemsScreen } from './items/items-screen.js';
import { InvitationScreen } from './invitations/invitation-screen.js';
import { navigate, useLocation } from './location.js';
import { ConfirmScreen } from './links/confirm-screen.js';
import { ForgottenScreen } from './links/forgotten-screen.js';
import { addressAfterLogin } from './links/link-token.js';
import { ResetScreen } from './links/reset-screen.js';
import { CONFIRM_PATH, INVITATION_PATH, RESET_PATH, UNDO_PATH } from './links/token-in.js';
import { UndoScreen } from './links/undo-screen.js';
import { LoginScreen } from './session/login-screen.js';
import { RegisterScreen } from './session/register-screen.js';
import { useUser } from './session/session.js';
import { t } from './texts/index.js';
import { Button } from './ui/button.js';
import { WarningIcon } from './ui/icons.js';
import { StateMessage } from './ui/state-message.js';

/** Screens that are the same with and without a login. */
const OPEN: Record<string, () => ReactNode> = {
  '/forgot-password': ForgottenScreen,
  [RESET_PATH]: ResetScreen,
  [CONFIRM_PATH]: ConfirmScreen,
  [UNDO_PATH]: UndoScreen,
};

/** Chooses the screen by the address and by who is logged in. */
export function App() {
  const { data: user, error, refetch } = useUser();
  const location = useLocation();
  const filter = readFilter(location);
  const isEntrance = ['/login', '/register'].includes(location.pathname);
  const isInvitation = location.pathname === INVITATION_PATH;

  useEffect(() => {
    if (user && isEntrance) navigate(addressAfterLogin(), { replace: true });
  }, [user, isEntrance]);

  const Open = OPEN[location.pathname];
  if (Open) return <Open />;
  if (user && filter) return <ItemsScreen key={user.id} user={user} {...filter} />;
  if (user && isInvitation) return <InvitationScreen />;
  if (user && isEntrance) return null;
  if (!filter && !isEntrance && !isInvitation) return <NotFound />;
  if (user === null) {
    return location.pathname === '/register' ? <RegisterScreen /> : <LoginScreen />;
  }
  if (error) return <Unreachable message={error.message} onRetry={() => void refetch()} />;
  return (
    <main className="splash" role="status">
      {t.loading}
    </main>
  );
}

function NotFound() {
  return (
    <main className="splash">
      <h1 className="visually-hidden">{t.items.notFoundTitle}</h1>
      <StateMessage
        icon={<WarningIcon />}
        title={t.items.notFoundTitle}
        text={t.items.notFoundText}
      >
        <Button onClick={() => navigate('/')}>{t.items.toList}</Button>
      </StateMessage>
    </main>
  );
}

function Unreachable({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <main className="splash">
      <h1 className="visually-hidden">{t.items.loadFailedTitle}</h1>
      <StateMessage icon={<WarningIcon />} title={t.items.loadFailedTitle} text={message}>
        <Button onClick={onRetry}>{t.tryAgain}</Button>
      </StateMessage>
    </main>
  );
}
