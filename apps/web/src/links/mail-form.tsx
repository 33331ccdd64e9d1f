import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { lastEmail } from '../session/session.js';
import { t } from '../texts/index.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { TextField } from '../ui/text-field.js';
import styles from '../session/entrance.module.css';

interface Props {
  /** Asks for the mail; throws a Problem. */
  send: (email: string) => Promise<void>;
  texts: { explanation: string; submit: string; sent: string };
}

/** Asks for a mail with a link. It says the same for each email. */
export function MailForm({ send, texts }: Props) {
  const [email, setEmail] = useState(lastEmail);
  const { mutate, isPending, isSuccess, error } = useMutation({
    networkMode: 'always',
    mutationFn: () => send(email.trim()),
    onSuccess: () => announce(texts.sent),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <>
      {error && <Notice tone="alert">{error.message}</Notice>}
      {isSuccess ? (
        <Notice tone="info">{texts.sent}</Notice>
      ) : (
        <p className={styles.text}>{texts.explanation}</p>
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
          {isPending ? t.links.busy : texts.submit}
        </Button>
      </form>
    </>
  );
}
