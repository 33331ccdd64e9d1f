import { NewPasswordField } from '../session/new-password-field.js';
import { useNewPassword } from '../session/use-new-password.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import styles from '../session/entrance.module.css';

interface Props {
  explanation: string;
  /** Sends it; throws a Problem. */
  send: (password: string) => Promise<void>;
}

/** Asks for a new password. */
export function NewPasswordForm({ explanation, send }: Props) {
  const { form, field, isPending, error } = useNewPassword(send);
  return (
    <>
      {error && !field.error && <Notice tone="alert">{error.message}</Notice>}
      <p className={styles.text}>{explanation}</p>
      <form {...form}>
        <NewPasswordField label={t.password.next} autoFocus {...field} />
        <Button type="submit" look="primary" disabled={isPending}>
          {isPending ? t.reset.submitting : t.reset.submit}
        </Button>
      </form>
    </>
  );
}
