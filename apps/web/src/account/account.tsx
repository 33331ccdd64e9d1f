import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { logOut, type User } from '../api/auth.js';
import { commitAll } from '../items/deletions.js';
import { leave } from '../session/session.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Later, partsQuery } from '../ui/later.js';
import { showFailure } from '../ui/toaster.js';
import { DeleteAccount } from './delete-account.js';
import styles from './account.module.css';

/** The account menu: the user's email, log out, password, sessions, delete account. */
export function Account({ user }: { user: User }) {
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [shown, setShown] = useState<'password' | 'sessions' | 'senders' | 'deletion'>();
  const open = () => {
    void client.prefetchQuery(partsQuery);
    setIsOpen(true);
  };
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
        onClick={open}
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
          <Button look="quiet" onClick={() => setShown('senders')}>
            {t.account.senders}
          </Button>
          <Button look="quiet" className={styles.delete} onClick={() => setShown('deletion')}>
            {t.account.delete}
          </Button>
        </div>
        <Dialog open={shown === 'password'} onClose={back} title={t.password.title}>
          <Later>{({ ChangePassword }) => <ChangePassword user={user} onClose={back} />}</Later>
        </Dialog>
        <Dialog open={shown === 'sessions'} onClose={back} title={t.account.sessionsTitle}>
          <Later>{({ Sessions }) => <Sessions />}</Later>
        </Dialog>
        <Dialog open={shown === 'senders'} onClose={back} title={t.account.sendersTitle}>
          <Later>{({ Senders }) => <Senders />}</Later>
        </Dialog>
        <DeleteAccount user={user} open={shown === 'deletion'} onClose={back} />
      </Dialog>
    </>
  );
}
