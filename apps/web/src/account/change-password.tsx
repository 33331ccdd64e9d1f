import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePassword } from '../api/account.js';
import type { User } from '../api/auth.js';
import { NewPasswordField } from '../session/new-password-field.js';
import { PasswordField } from '../session/password-field.js';
import { useNewPassword } from '../session/use-new-password.js';
import { t } from '../texts/index.js';
import { parts } from '../texts/parts.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { tell } from '../ui/toaster.js';
import { sessionsQuery } from './sessions-query.js';
import styles from './account.module.css';

interface Props {
  user: User;
  onClose: () => void;
}

/** Changes the password, for the present one. The other sessions end. */
export function ChangePassword({ user, onClose }: Props) {
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const { form, field, isPending, error, code } = useNewPassword(
    (next) => changePassword(current, next),
    () => {
      onClose();
      tell(t.password.changed, parts.sessions.endedOthers);
      void client.invalidateQueries(sessionsQuery);
    },
  );
  const isWrong = code === 'invalid_credentials';
  return (
    <form className={styles.form} {...form}>
      <p className={styles.text}>{parts.sessions.endOthersText}</p>
      {error && !isWrong && !field.error && <Notice tone="alert">{error.message}</Notice>}
      {/* The user name, for password managers. */}
      <input type="text" autoComplete="username" value={user.email} readOnly hidden />
      <PasswordField
        label={t.password.current}
        name="current-password"
        autoComplete="current-password"
        required
        value={current}
        error={isWrong ? t.password.wrong : undefined}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <NewPasswordField label={t.password.next} {...field} />
      <div className={styles.actions}>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" disabled={isPending}>
          {isPending ? t.password.submitting : t.password.submit}
        </Button>
      </div>
    </form>
  );
}
