import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { NewInvitation } from '../api/invitations.js';
import { Later } from '../ui/later.js';
import { invitationsQuery } from './invitations-query.js';

interface Props {
  itemId: number;
  /** The last one that was made here. */
  newest: NewInvitation | undefined;
  /** How many people have the item: if others have it, invitations may have been accepted. */
  members: number | undefined;
}

/** Those invited to an item who have not accepted; nothing if there were none since the dialog was opened. */
export function SentInvitations({ itemId, newest, members }: Props) {
  const client = useQueryClient();
  const [wereAny, setWereAny] = useState(false);
  const { data, isError } = useQuery(invitationsQuery);
  const known = data?.sent.filter((invitation) => invitation.item_id === itemId) ?? [];
  // The link is shown although the others could not be read.
  const sent = isError && newest ? [newest] : known;
  if (sent.length > 0 && !wereAny) setWereAny(true);

  useEffect(() => void client.invalidateQueries(invitationsQuery), [client, members]);

  if (!wereAny) return null;
  return <Later>{({ Sent }) => <Sent sent={sent} newest={newest} />}</Later>;
}
