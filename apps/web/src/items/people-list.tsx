import type { ItemUser } from '../api/items.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import rows from '../ui/rows.module.css';
import styles from './share-dialog.module.css';

interface Props {
  /** `undefined` until it is loaded. */
  users: ItemUser[] | undefined;
  me: number;
  isOwner: boolean;
  onRemove: (user: ItemUser) => void;
}

/** The members of an item. The owner may remove members; members may leave. */
export function PeopleList({ users, me, isOwner, onRemove }: Props) {
  return (
    <section className={styles.people} aria-label={t.sharing.people} aria-busy={!users}>
      <h3>{t.sharing.people}</h3>
      {!users && <p className={rows.detail}>{t.loading}</p>}
      <ul className={rows.rows}>
        {users?.map((user) => {
          const isMe = user.user_id === me;
          return (
            <li key={user.user_id}>
              <span className={rows.what}>
                {user.email} {isMe && <span className={rows.detail}>({t.sharing.you})</span>}
                <span className={rows.detail}>{t.sharing[user.role]}</span>
              </span>
              {isOwner && !isMe && (
                <Button
                  look="quiet"
                  aria-label={t.sharing.remove(user.email)}
                  onClick={() => onRemove(user)}
                >
                  {t.sharing.removeShort}
                </Button>
              )}
              {isMe && !isOwner && (
                <Button
                  look="quiet"
                  aria-label={t.sharing.leaveLabel}
                  onClick={() => onRemove(user)}
                >
                  {t.sharing.leave}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
