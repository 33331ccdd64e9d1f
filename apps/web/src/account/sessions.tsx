import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type AccountSession, endOtherSessions, endSession } from '../api/account.js';
import { t } from '../texts/index.js';
import { parts } from '../texts/parts.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Question } from '../ui/dialog.js';
import { Notice } from '../ui/notice.js';
import rows from '../ui/rows.module.css';
import { nameOf, SessionList } from './session-list.js';
import { sessionsQuery } from './sessions-query.js';
import styles from './account.module.css';

/** Shows where the account is logged in, and logs out other devices. */
export function Sessions() {
  const client = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [isAsking, setIsAsking] = useState(false);
  const { data, isError, refetch } = useQuery(sessionsQuery);
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: (end: () => Promise<void>) => end(),
    onSettled: () => client.invalidateQueries(sessionsQuery),
  });
  const end = (session: AccountSession) =>
    mutate(() => endSession(session.id), {
      onSuccess: () => announce(parts.sessions.ended(nameOf(session))),
      onSettled: () => list.current?.focus(),
    });
  const endOthers = () =>
    mutate(endOtherSessions, {
      onSuccess: () => announce(parts.sessions.endedOthers),
      onSettled: () => setIsAsking(false),
    });
  if (isError && !data) {
    return (
      <p role="alert" className={rows.failed}>
        {parts.sessions.loadFailed} <Button onClick={() => void refetch()}>{t.tryAgain}</Button>
      </p>
    );
  }
  if (!data) return <p role="status">{t.loading}</p>;
  return (
    <>
      <p className={styles.text}>{parts.sessions.explanation}</p>
      {error && <Notice tone="alert">{error.message}</Notice>}
      <SessionList ref={list} sessions={data} isBusy={isPending} onEnd={end} />
      {data.length > 1 && (
        <Button ref={opener} onClick={() => setIsAsking(true)}>
          {parts.sessions.endOthers}
        </Button>
      )}
      <Question
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={parts.sessions.endOthersTitle}
        text={parts.sessions.endOthersText}
        // Without other sessions there is no button any more.
        finalFocus={() => opener.current ?? list.current}
      >
        <div className={styles.actions}>
          <Button onClick={() => setIsAsking(false)}>{t.cancel}</Button>
          <Button look="danger" disabled={isPending} onClick={endOthers}>
            {parts.sessions.endOthersConfirm}
          </Button>
        </div>
      </Question>
    </>
  );
}
