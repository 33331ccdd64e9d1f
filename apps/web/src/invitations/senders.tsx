import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { blockSender, forgetSender, readSenders, type Sender } from '../api/invitation-answers.js';
import { t } from '../texts/index.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import rows from '../ui/rows.module.css';
import { words } from './texts.js';
import { explain } from './use-answer.js';
import styles from './invitations.module.css';

const { senders: texts } = words;
const SENDERS = ['senders'];

/** Whom the user has accepted or blocked. */
export function Senders() {
  const client = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const { data, isError, refetch } = useQuery({
    queryKey: SENDERS,
    queryFn: ({ signal }) => readSenders(signal),
  });
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: (send: () => Promise<void>) => send(),
    onSettled: () => client.invalidateQueries({ queryKey: SENDERS }),
  });
  const change = (send: () => Promise<void>, said: string) =>
    mutate(send, { onSuccess: () => announce(said), onSettled: () => list.current?.focus() });
  if (isError && !data) {
    return (
      <p role="alert" className={rows.failed}>
        {texts.loadFailed} <Button onClick={() => void refetch()}>{t.tryAgain}</Button>
      </p>
    );
  }
  if (!data) return <p role="status">{t.loading}</p>;
  return (
    <>
      <p className={styles.text}>
        {texts.explanation} {data.length === 0 && texts.none}
      </p>
      {error && <Notice tone="alert">{explain(error)}</Notice>}
      {/* It gets focus when the button that had it has gone. */}
      <ul ref={list} tabIndex={-1} aria-label={t.account.sendersTitle} className={styles.list}>
        {data.map((sender) => (
          <li key={sender.user_id}>
            <span className={rows.what}>
              {sender.email}{' '}
              <span className={rows.detail}>{sender.blocked ? texts.blocked : texts.accepted}</span>
            </span>
            <SenderChoices sender={sender} isBusy={isPending} change={change} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface ChoicesProps {
  sender: Sender;
  isBusy: boolean;
  change: (send: () => Promise<void>, said: string) => void;
}

/** To unblock someone does not let them share at once: they may invite again. */
function SenderChoices({ sender: { user_id: id, email, blocked }, isBusy, change }: ChoicesProps) {
  if (blocked) {
    return (
      <div className={styles.actions}>
        <Button
          aria-label={texts.unblockLabel(email)}
          disabled={isBusy}
          onClick={() => change(() => forgetSender(id), texts.unblocked(email))}
        >
          {texts.unblock}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.actions}>
      <Button
        aria-label={texts.askLabel(email)}
        disabled={isBusy}
        onClick={() => change(() => forgetSender(id), texts.asks(email))}
      >
        {texts.ask}
      </Button>
      <Button
        look="quiet"
        aria-label={texts.blockLabel(email)}
        disabled={isBusy}
        onClick={() => change(() => blockSender(id), words.blocked(email))}
      >
        {texts.block}
      </Button>
    </div>
  );
}
