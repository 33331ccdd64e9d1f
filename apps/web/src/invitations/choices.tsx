import { useQueryClient } from '@tanstack/react-query';
import { acceptInvitation, declineInvitation } from '../api/invitation-answers.js';
import type { ReceivedInvitation } from '../api/invitations.js';
import { ITEMS } from '../items/item-queries.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { words } from './texts.js';
import type { useAnswer } from './use-answer.js';
import styles from './invitations.module.css';

interface Props extends Pick<ReturnType<typeof useAnswer>, 'answer' | 'isBusy'> {
  invitation: ReceivedInvitation;
  /** Of the link by which it was opened. */
  token?: string;
  /** Only those that are for the email of the user can be declined. */
  canDecline?: boolean;
  /** By default, what has happened is announced. */
  onAccepted?: () => void;
  onDeclined?: (what: string) => void;
  /** Called after each answer, also if it has failed. */
  onAnswered?: () => void;
}

/** What the user can do with an invitation. */
export function Choices({ invitation, token, canDecline = true, ...rest }: Props) {
  const client = useQueryClient();
  const { id, to, title, sender } = invitation;
  const { answer, isBusy, onAnswered } = rest;
  const { onAccepted = () => announce(words.accepted(title, to)), onDeclined = announce } = rest;
  const accept = () =>
    answer(() => acceptInvitation(id, token), {
      onSuccess: () => {
        void client.invalidateQueries({ queryKey: ITEMS });
        onAccepted();
      },
      onSettled: onAnswered,
    });
  const decline = (blocks: boolean) =>
    answer(() => declineInvitation(id, blocks), {
      onSuccess: () => onDeclined(blocks ? words.blocked(sender.email) : words.declined(title)),
      onSettled: onAnswered,
    });
  return (
    <div className={styles.actions}>
      <Button
        look="primary"
        aria-label={words.acceptLabel(title)}
        disabled={isBusy}
        onClick={accept}
      >
        {words.accept}
      </Button>
      {canDecline && (
        <>
          <Button
            aria-label={words.declineLabel(title)}
            disabled={isBusy}
            onClick={() => decline(false)}
          >
            {words.decline}
          </Button>
          <Button
            look="quiet"
            aria-label={words.blockLabel(title, sender.email)}
            disabled={isBusy}
            onClick={() => decline(true)}
          >
            {words.block}
          </Button>
        </>
      )}
    </div>
  );
}

/** What an invitation is about, and by whom. */
export function What({ invitation: { to, title, sender } }: Pick<Props, 'invitation'>) {
  return (
    <p className={styles.what}>
      <strong>{title}</strong>
      <br />
      {words.from(sender.email, to)}
    </p>
  );
}
