import { useRef } from 'react';
import { withdrawInvitation } from '../api/invitation-answers.js';
import type { NewInvitation, SentInvitation } from '../api/invitations.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import rows from '../ui/rows.module.css';
import { Handover } from './handover.js';
import { dayOf, words } from './texts.js';
import { useAnswer } from './use-answer.js';
import styles from './invitations.module.css';

interface Props {
  sent: SentInvitation[];
  /** The last one that was made here. */
  newest: NewInvitation | undefined;
}

/** The open invitations to an item, and the link of a new one. */
export function Sent({ sent, newest }: Props) {
  const section = useRef<HTMLElement>(null);
  const { answer, isBusy, failure } = useAnswer();
  const withdraw = ({ id, email }: SentInvitation) =>
    answer(() => withdrawInvitation(id), {
      onSuccess: () => announce(words.sent.withdrawn(email)),
      onSettled: () => section.current?.focus(),
    });
  return (
    <>
      {newest && sent.some(({ id }) => id === newest.id) && (
        <Handover key={newest.token} invitation={newest} />
      )}
      {/* It gets focus when the button that had it has gone. */}
      <section ref={section} tabIndex={-1} aria-label={words.sent.title} className={styles.section}>
        <h3>{words.sent.title}</h3>
        {failure && <Notice tone="alert">{failure}</Notice>}
        {sent.length === 0 && <p className={rows.detail}>{words.sent.none}</p>}
        <ul className={rows.rows}>
          {sent.map((invitation) => (
            <li key={invitation.id}>
              <span className={rows.what}>
                {invitation.email}{' '}
                <span className={rows.detail}>
                  {words.sent.until(dayOf(invitation.expires_at))}
                </span>
              </span>
              <Button
                look="quiet"
                aria-label={words.sent.withdrawLabel(invitation.email)}
                disabled={isBusy}
                onClick={() => withdraw(invitation)}
              >
                {words.sent.withdraw}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
