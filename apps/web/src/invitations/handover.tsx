import { useEffect, useRef, useState } from 'react';
import type { NewInvitation } from '../api/invitations.js';
import { INVITATION_PATH } from '../links/token-in.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/text-field.js';
import { dayOf, words } from './texts.js';
import share from '../items/share-dialog.module.css';
import styles from './invitations.module.css';

/** The link of a new invitation, to hand over: it is shown this once. */
export function Handover({ invitation }: { invitation: NewInvitation }) {
  const { email, token, expires_at: expiresAt } = invitation;
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  const link = `${window.location.origin}${INVITATION_PATH}#token=${token}`;
  useEffect(() => announce(words.sent.invited(email)), [email]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setIsCopied(true);
      announce(words.sent.copied);
    } catch {
      // Over plain HTTP there is no clipboard, and users may forbid it.
      field.current?.select();
      announce(words.sent.copyByHand);
    }
  };
  return (
    <div className={styles.new}>
      <p className={styles.what}>
        <strong>{words.sent.invited(email)}</strong> {words.sent.handOver(dayOf(expiresAt))}
      </p>
      <div className={share.form}>
        <TextField
          ref={field}
          label={words.sent.link}
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void copy()}>
          {isCopied ? words.sent.copied : words.sent.copy}
        </Button>
      </div>
    </div>
  );
}
