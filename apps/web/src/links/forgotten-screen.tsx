import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { requestReset } from '../api/account.js';
import { Entrance } from '../session/entrance.js';
import { lastEmail } from '../session/session.js';
import { t } from '../texts/index.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { TextField } from '../ui/text-field.js';
import { Back } from './back.js';
import styles from '../session/entrance.module.css';

/** Asks for a mail with a link to a new password. It says the same for each email. */
export function ForgottenScreen() {
  const [email, setEmail] = useState(lastEmail);
  const { mutate, isPending, isSuccess, error } = useMutation({
    networkMode: 'always',
    mutationFn: () => requestReset(email.trim()),
    onSuccess: () => announce(t.forgotten.sent),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <Entrance title={t.forgotten.title} footer={<Back />}>
      {error && <Notice tone="alert">{error.message}</Notice>}
      {isSuccess ? (
        <Notice tone="info">{t.forgotten.sent}</Notice>
      ) : (
        <p className={styles.text}>{t.forgotten.explanation}</p>
      )}
      <form onSubmit={submit}>
        <TextField
          label={t.logIn.email}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={isPending}>
          {isPending ? t.forgotten.submitting : t.forgotten.submit}
        </Button>
      </form>
    </Entrance>
  );
}
