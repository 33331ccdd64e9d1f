import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findInvitation } from '../api/invitation-answers.js';
import { forgetLinkToken } from '../links/link-token.js';
import { navigate } from '../location.js';
import { t } from '../texts/index.js';
import { FocusedNotice } from '../ui/focused-notice.js';
import { Notice } from '../ui/notice.js';
import { tell } from '../ui/toaster.js';
import { Choices, What } from './choices.js';
import { invitationsQuery } from './invitations-query.js';
import { words } from './texts.js';
import { explain, useAnswer } from './use-answer.js';
import styles from './invitations.module.css';

/** The invitation of a link. To open it changes nothing. */
export function Invitation({ token }: { token: string | undefined }) {
  return token ? (
    <Found key={token} token={token} />
  ) : (
    <Notice tone="alert">{words.incomplete}</Notice>
  );
}

function Found({ token }: { token: string }) {
  const [done, setDone] = useState<string>();
  const { data: known } = useQuery(invitationsQuery);
  const { data: invitation, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => findInvitation(token),
    staleTime: Infinity,
  });
  const { answer, isBusy, failure } = useAnswer();
  if (done) return <FocusedNotice>{done}</FocusedNotice>;
  if (error) return <Notice tone="alert">{explain(error)}</Notice>;
  if (!invitation) return <p role="status">{t.loading}</p>;
  const { id, to, title, sender } = invitation;
  const canDecline = known?.received.some((received) => received.id === id) ?? false;

  const goToList = () => {
    tell(words.accepted(title, to), words.acceptedText(sender.email));
    navigate('/', { replace: true });
    forgetLinkToken();
  };
  return (
    <>
      {failure && <Notice tone="alert">{failure}</Notice>}
      <What invitation={invitation} />
      <p className={styles.text}>
        {words.explanation} {canDecline && words.declining}
      </p>
      <Choices
        invitation={invitation}
        token={token}
        canDecline={canDecline}
        answer={answer}
        isBusy={isBusy}
        onAccepted={goToList}
        onDeclined={setDone}
      />
    </>
  );
}
