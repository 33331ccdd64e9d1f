import { type FormEvent, useState } from 'react';
import { useLinkToken } from '../links/link-token.js';
import { INVITATION_PATH } from '../links/token-in.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Checkbox } from '../ui/checkbox.js';
import { Link } from '../ui/link.js';
import { Notice } from '../ui/notice.js';
import { TextField } from '../ui/text-field.js';
import { useStore } from '../store.js';
import { Entrance } from './entrance.js';
import { EntryFailure } from './entry-failure.js';
import { PasswordField } from './password-field.js';
import { logoutReason, lastEmail } from './session.js';
import { useEntry } from './use-entry.js';
import styles from './entrance.module.css';

/** The login screen. It says why a user who was logged in has to log in again. */
export function LoginScreen() {
  const isInvited = useLinkToken(INVITATION_PATH) !== undefined;
  const reason = useStore(logoutReason) ?? (isInvited ? 'invited' : undefined);
  const [email, setEmail] = useState(lastEmail);
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(false);
  const { goIn, isBusy, failure } = useEntry();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void goIn({ email: email.trim(), password }, remember);
  };
  return (
    <Entrance
      title={t.logIn.title}
      footer={
        <>
          {t.logIn.noAccount} <Link href="/register">{t.logIn.register}</Link>
        </>
      }
    >
      {failure ? (
        <EntryFailure failure={failure} email={email.trim()} />
      ) : (
        reason && <Notice tone="info">{t.logIn[reason]}</Notice>
      )}
      <form onSubmit={submit}>
        <TextField
          label={t.logIn.email}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus={!email}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label={t.logIn.password}
          name="password"
          autoComplete="current-password"
          required
          autoFocus={!!email}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <div className={styles.options}>
          <Checkbox
            label={t.logIn.remember}
            name="remember"
            checked={remember}
            onChange={(event) => setRemember(event.target.checked)}
          />
          <Link href="/forgot-password">{t.logIn.forgot}</Link>
        </div>
        <Button type="submit" look="primary" disabled={isBusy}>
          {isBusy ? t.logIn.submitting : t.logIn.submit}
        </Button>
      </form>
    </Entrance>
  );
}
