import { type FormEvent, useState } from 'react';
import { register } from '../api/auth.js';
import { isCode, type ProblemCode } from '../api/problem.js';
import { useLinkToken } from '../links/link-token.js';
import { REGISTER_PATH } from '../links/token-in.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Link } from '../ui/link.js';
import { TextField } from '../ui/text-field.js';
import { useInvalidFocus } from '../ui/use-invalid-focus.js';
import { Entrance } from './entrance.js';
import { EntryFailure } from './entry-failure.js';
import { NewPasswordField } from './new-password-field.js';
import { isAllowed } from './password-rules.js';
import { useEntry } from './use-entry.js';

const EMAIL = /^[^\s@:]+@[^\s@]+\.[^\s@]+$/;

/** Creates an account and logs in, unless the email has to be confirmed first. */
export function RegisterScreen() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [attempts, setAttempts] = useState(0);
  const invitation = useLinkToken(REGISTER_PATH);
  const { goIn, isBusy, failure } = useEntry((credentials) => register(credentials, invitation));
  const isRegistered = isCode(failure, 'email_unverified');
  const isEmailWrong = !EMAIL.test(email.trim());
  const form = useInvalidFocus(`${attempts} ${failure?.message}`);
  const messageOf = (code: ProblemCode) => (isCode(failure, code) ? failure.message : undefined);
  const emailError =
    attempts > 0 && isEmailWrong ? t.register.emailInvalid : messageOf('email_taken');
  const passwordError = messageOf('password_guessable');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempts(attempts + 1);
    if (!isEmailWrong && isAllowed(password)) void goIn({ email: email.trim(), password });
  };
  return (
    <Entrance
      title={t.register.title}
      footer={
        <>
          {t.register.haveAccount} <Link href="/login">{t.register.logIn}</Link>
        </>
      }
    >
      {failure && !emailError && !passwordError && (
        <EntryFailure failure={failure} email={email.trim()} />
      )}
      {isRegistered || (
        <form ref={form} onSubmit={submit} noValidate>
          <TextField
            label={t.logIn.email}
            type="email"
            name="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            error={emailError}
            onChange={(event) => setEmail(event.target.value)}
          />
          <NewPasswordField
            label={t.logIn.password}
            value={password}
            isChecked={attempts > 0}
            error={passwordError}
            onChange={setPassword}
          />
          <Button type="submit" look="primary" disabled={isBusy}>
            {isBusy ? t.register.submitting : t.register.submit}
          </Button>
        </form>
      )}
    </Entrance>
  );
}
