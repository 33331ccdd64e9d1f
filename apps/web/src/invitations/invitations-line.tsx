import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ADD_FIELD } from '../items/add-form.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { PeopleIcon } from '../ui/icons.js';
import { Later, partsQuery } from '../ui/later.js';
import { invitationsQuery } from './invitations-query.js';
import styles from './invitations.module.css';

/** Says how many invitations the user has, and opens them. Without any there is nothing. */
export function InvitationsLine({ isListLoaded }: { isListLoaded: boolean }) {
  const opener = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useQuery({ ...invitationsQuery, enabled: isListLoaded });
  const count = data?.received.length ?? 0;
  useQuery({ ...partsQuery, enabled: count > 0 });
  return (
    <>
      {count > 0 && (
        <Button ref={opener} className={styles.line} onClick={() => setIsOpen(true)}>
          <PeopleIcon />
          {t.invitations.count(count)}
        </Button>
      )}
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={t.invitations.all}
        // After the last answer there is no line any more.
        finalFocus={() => opener.current ?? document.getElementById(ADD_FIELD)}
      >
        <Later>{({ Received }) => <Received />}</Later>
      </Dialog>
    </>
  );
}
