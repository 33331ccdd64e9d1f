import { useMutation } from '@tanstack/react-query';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import styles from '../session/entrance.module.css';

interface Props {
  explanation: string;
  label: string;
  /** Uses the link; throws a Problem. */
  use: () => Promise<void>;
}

/** A button that uses a link: programs that open the links in mails press none. */
export function UseButton({ explanation, label, use }: Props) {
  const { mutate, isPending, error } = useMutation({ networkMode: 'always', mutationFn: use });
  return (
    <>
      {error && <Notice tone="alert">{error.message}</Notice>}
      <p className={styles.text}>{explanation}</p>
      <Button look="primary" disabled={isPending} onClick={() => mutate()}>
        {isPending ? t.links.busy : label}
      </Button>
    </>
  );
}
