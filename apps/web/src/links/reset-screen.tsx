import { useQueryClient } from '@tanstack/react-query';
import { completeReset } from '../api/account.js';
import { navigate } from '../location.js';
import { Entrance } from '../session/entrance.js';
import { NewPasswordField } from '../session/new-password-field.js';
import { useNewPassword } from '../session/use-new-password.js';
import { useStore } from '../store.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { Back } from './back.js';
import { finishReset } from './finish-reset.js';
import { linkToken } from './link-token.js';
import styles from '../session/entrance.module.css';

/** Sets a new password by the link in a mail. To open it changes nothing. */
export function ResetScreen() {
  const token = useStore(linkToken);
  return (
    <Entrance title={t.reset.title} footer={<Back />}>
      {token ? <ResetForm key={token} token={token} /> : <AskAgain text={t.reset.incomplete} />}
    </Entrance>
  );
}

function ResetForm({ token }: { token: string }) {
  const client = useQueryClient();
  const { form, field, isPending, error, code } = useNewPassword(
    (password) => completeReset(token, password),
    () => finishReset(client),
  );
  if (error && code === 'link_invalid') return <AskAgain text={error.message} />;
  return (
    <>
      {error && !field.error && <Notice tone="alert">{error.message}</Notice>}
      <p className={styles.text}>{t.reset.explanation}</p>
      <form {...form}>
        <NewPasswordField label={t.password.next} autoFocus {...field} />
        <Button type="submit" look="primary" disabled={isPending}>
          {isPending ? t.reset.submitting : t.reset.submit}
        </Button>
      </form>
    </>
  );
}

/** Without a valid link, only a new one helps. */
function AskAgain({ text }: { text: string }) {
  return (
    <>
      <Notice tone="alert">{text}</Notice>
      <Button look="primary" autoFocus onClick={() => navigate('/forgot-password')}>
        {t.reset.askAgain}
      </Button>
    </>
  );
}
