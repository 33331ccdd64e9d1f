import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { deleteUser, type User } from '../api/auth.js';
import { Problem } from '../api/problem.js';
import { PasswordField } from '../session/password-field.js';
import { leave } from '../session/session.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Question } from '../ui/dialog.js';
import styles from './account.module.css';

interface Props {
  user: User;
  open: boolean;
  onClose: () => void;
}

/**
 * Asks for the password, and deletes the account. The answer does not tell whether that is now, or after a grace: the
 * texts are true of both.
 */
export function DeleteAccount({ user, open, onClose }: Props) {
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  const close = () => {
    setPassword('');
    setError(undefined);
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsBusy(true);
    try {
      await deleteUser({ email: user.email, password });
      leave(client, 'accountDeleted');
    } catch (reason) {
      setError(explain(reason));
    }
    setIsBusy(false);
  };
  return (
    <Question
      open={open}
      onClose={close}
      title={t.account.deleteTitle}
      text={t.account.deleteExplanation}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {/* The user name, for password managers. */}
        <input type="text" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordField
          label={t.account.deletePassword}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          error={error}
          onChange={(event) => setPassword(event.target.value)}
        />
        <div className={styles.actions}>
          <Button onClick={close}>{t.cancel}</Button>
          <Button type="submit" look="danger" disabled={isBusy}>
            {isBusy ? t.account.deleting : t.account.deleteConfirm}
          </Button>
        </div>
      </form>
    </Question>
  );
}

function explain(reason: unknown): string {
  const isWrong = reason instanceof Problem && reason.code === 'invalid_credentials';
  return isWrong ? t.account.wrongPassword : (reason as Error).message;
}
