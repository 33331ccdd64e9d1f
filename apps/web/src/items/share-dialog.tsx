import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { User } from '../api/auth.js';
import type { NewInvitation } from '../api/invitations.js';
import { type Item, type ItemUser, readUsers, removeUser, shareItem } from '../api/items.js';
import { invitationsQuery } from '../invitations/invitations-query.js';
import { SentInvitations } from '../invitations/sent-invitations.js';
import { setDraft, shareOf, useDraft } from '../session/drafts.js';
import { t } from '../texts/index.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/text-field.js';
import { noteDeletion } from './deletions.js';
import { ITEMS, MEMBERS } from './item-queries.js';
import { PeopleList } from './people-list.js';
import rows from '../ui/rows.module.css';
import styles from './share-dialog.module.css';

interface Props {
  item: Item;
  user: User;
  open: boolean;
  onClose: () => void;
}

/** Shares an item, or invites people to it, shows its members, and removes them. */
export function ShareDialog({ item, user, open, onClose }: Props) {
  const client = useQueryClient();
  const key = [MEMBERS, item.id];
  const [email = '', setEmail] = useDraft(shareOf(item.id));
  const [error, setError] = useState<string>();
  const [invited, setInvited] = useState<NewInvitation>();
  const {
    data: users,
    isError,
    refetch,
  } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readUsers(item.id, signal),
    enabled: open,
  });
  const { mutate, isPending } = useMutation({
    mutationFn: (change: () => Promise<ItemUser[] | NewInvitation>) => change(),
    onMutate: () => setError(undefined),
    onSuccess: (answer) => {
      if (Array.isArray(answer)) return void client.setQueryData(key, answer);
      setInvited(answer);
      return client.invalidateQueries(invitationsQuery);
    },
    onError: (reason) => setError(reason.message),
  });
  const isOwner = users?.some(({ user_id, role }) => user_id === user.id && role === 'owner');

  const share = (event: FormEvent) => {
    event.preventDefault();
    const to = email.trim();
    if (!to) return;
    mutate(() => shareItem(item.id, to), {
      onSuccess: (answer) => {
        setDraft(shareOf(item.id), undefined);
        if (Array.isArray(answer)) announce(t.sharing.shared(to));
      },
    });
  };
  const remove = (person: ItemUser) => {
    if (person.user_id === user.id) noteDeletion(item.id);
    mutate(() => removeUser(item.id, person.user_id), {
      onSuccess: () => {
        if (person.user_id !== user.id) return announce(t.sharing.removed(person.email));
        onClose();
        announce(t.sharing.left(item.title));
        void client.invalidateQueries({ queryKey: ITEMS });
      },
    });
  };
  return (
    <Dialog open={open} onClose={onClose} title={t.sharing.title}>
      <p className={styles.item}>
        <strong>{item.title}</strong>{' '}
        {isOwner === false ? t.sharing.onlyOwner : t.sharing.explanation}
      </p>
      {isOwner !== false && (
        <form className={styles.form} onSubmit={share}>
          <TextField
            label={t.sharing.email}
            type="email"
            autoComplete="off"
            placeholder={t.sharing.emailPlaceholder}
            value={email}
            error={error}
            onChange={(event) => setEmail(event.target.value || undefined)}
          />
          <Button type="submit" look="primary" disabled={isPending}>
            {isPending ? t.sharing.submitting : t.sharing.submit}
          </Button>
        </form>
      )}
      {isOwner && <SentInvitations itemId={item.id} newest={invited} members={users?.length} />}
      {isError ? (
        <p role="alert" className={rows.failed}>
          {t.sharing.loadFailed} <Button onClick={() => void refetch()}>{t.tryAgain}</Button>
        </p>
      ) : (
        <PeopleList users={users} me={user.id} isOwner={isOwner ?? false} onRemove={remove} />
      )}
    </Dialog>
  );
}
