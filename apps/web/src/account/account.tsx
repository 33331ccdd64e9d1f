import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { logOut, type User } from '../api/auth.js';
import { commitAll } from '../items/deletions.js';
import { leave } from '../session/session.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { showFailure } from '../ui/toaster.js';
import { ChangePassword } from './change-password.js';
import { DeleteAccount } from './delete-account.js';
import { Sessions } from './sessions.js';
import styles from './account.module.css';

/** The account menu: the user's email, log out, password, sessions, delete account. */
export function Account({ user }: { user: User }) {
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [shown, setShown] = useState<'password' | 'sessions' | 'deletion'>();
  const back = () => setShown(undefined);

  const requestLogOut = async () => {
    try {
      await commitAll(client);
      await logOut();
      leave(client, 'loggedOut');
    } catch (error) {
      showFailure(t.failed.logOut, error);
    }
  };
  return (
    <>
      <button
        type="button"
        className={styles.avatar}
        aria-label={t.account.open(user.email)}
        title={user.email}
        onClick={() => setIsOpen(true)}
      >
        {user.email.charAt(0).toUpperCase()}
      </button>
      <Dialog open={isOpen} onClose={() => setIsOpen(false)} title={t.account.title}>
        <p className={styles.who}>
          {t.account.signedInAs} <strong>{user.email}</strong>
        </p>
        <div className={styles.ways}>
          <Button onClick={() => void requestLogOut()}>{t.account.logOut}</Button>
          <Button look="quiet" onClick={() => setShown('password')}>
            {t.account.password}
          </Button>
          <Button look="quiet" onClick={() => setShown('sessions')}>
            {t.account.sessions}
          </Button>
          <Button look="quiet" className={styles.delete} onClick={() => setShown('deletion')}>
            {t.account.delete}
          </Button>
        </div>
        <Dialog open={shown === 'password'} onClose={back} title={t.password.title}>
          <ChangePassword user={user} onClose={back} />
        </Dialog>
        <Dialog open={shown === 'sessions'} onClose={back} title={t.sessions.title}>
          <Sessions />
        </Dialog>
        <DeleteAccount user={user} open={shown === 'deletion'} onClose={back} />
      </Dialog>
    </>
  );
}
