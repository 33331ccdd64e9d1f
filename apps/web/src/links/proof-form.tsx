import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { EmailProof } from '../api/account.js';
import { isCode } from '../api/problem.js';
import { PasswordField } from '../session/password-field.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { useInvalidFocus } from '../ui/use-invalid-focus.js';
import { NewPasswordForm } from './new-password-form.js';
import styles from '../session/entrance.module.css';

interface Props {
  /** Sends the proof; throws a Problem. */
  send: (proof: EmailProof) => Promise<void>;
}

/** Asks for what shows that the account is the user's: the password, or a new one. */
export function ProofForm({ send }: Props) {
  const [isNew, setIsNew] = useState(false);
  return (
    <>
      {isNew ? (
        <NewPasswordForm
          explanation={t.confirm.newPassword}
          send={(new_password) => send({ new_password })}
        />
      ) : (
        <PresentPassword send={send} />
      )}
      <Button look="quiet" onClick={() => setIsNew(!isNew)}>
        {isNew ? t.confirm.usePassword : t.confirm.chooseNew}
      </Button>
    </>
  );
}

function PresentPassword({ send }: Props) {
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: () => send({ password }),
  });
  const form = useInvalidFocus(error);
  const isWrong = isCode(error, 'invalid_credentials');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <>
      {error && !isWrong && <Notice tone="alert">{error.message}</Notice>}
      <p className={styles.text}>{t.confirm.password}</p>
      <form ref={form} onSubmit={submit}>
        <PasswordField
          label={t.logIn.password}
          name="password"
          autoComplete="current-password"
          required
          autoFocus
          value={password}
          error={isWrong ? t.confirm.wrong : undefined}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={isPending}>
          {isPending ? t.links.busy : t.confirm.confirm}
        </Button>
      </form>
    </>
  );
}
