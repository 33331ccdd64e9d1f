import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { t } from '../texts/index.js';
import { Notice } from '../ui/notice.js';
import { Choices, What } from './choices.js';
import { invitationsQuery } from './invitations-query.js';
import { words } from './texts.js';
import { useAnswer } from './use-answer.js';
import styles from './invitations.module.css';

/** The invitations for the user. */
export function Received() {
  const list = useRef<HTMLUListElement>(null);
  const { data } = useQuery(invitationsQuery);
  const { answer, isBusy, failure } = useAnswer();
  const received = data?.received ?? [];
  return (
    <>
      <p className={styles.text}>
        {received.length > 0 ? `${words.explanation} ${words.declining}` : words.none}
      </p>
      {failure && <Notice tone="alert">{failure}</Notice>}
      {/* It gets focus when the button that had it has gone. */}
      <ul ref={list} tabIndex={-1} aria-label={t.invitations.all} className={styles.list}>
        {received.map((invitation) => (
          <li key={invitation.id}>
            <What invitation={invitation} />
            <Choices
              invitation={invitation}
              answer={answer}
              isBusy={isBusy}
              onAnswered={() => list.current?.focus()}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
