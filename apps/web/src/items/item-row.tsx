import { memo } from 'react';
import { renameOf, useDraft } from '../session/drafts.js';
import { t } from '../texts/index.js';
import { IconButton } from '../ui/button.js';
import { CheckIcon, PencilIcon, PeopleIcon, TrashIcon } from '../ui/icons.js';
import type { ShownItem } from './operations.js';
import { RenameForm } from './rename-form.js';
import styles from './item-row.module.css';

/** The actions of an item. */
export interface ItemActions {
  toggle(item: ShownItem, row: HTMLElement): void;
  rename(item: ShownItem, title: string): void;
  share(item: ShownItem): void;
  remove(item: ShownItem, row: HTMLElement): void;
}

interface Props {
  item: ShownItem;
  actions: ItemActions;
}

/** One item. Rendered again only if it has changed, because there may be many. */
export const ItemRow = memo(function ItemRow({ item, actions }: Props) {
  const [draft, setDraft] = useDraft(renameOf(item.id));
  const isDone = item.status === 'DONE';
  const isRenaming = draft !== undefined;
  const rowOf = (element: HTMLElement) => element.closest('li')!;

  return (
    <li className={styles.row} data-new={item.isNew || undefined} data-item={item.id}>
      <label className={styles.check}>
        <input
          type="checkbox"
          data-action="toggle"
          aria-label={t.items.tick(item.title)}
          checked={isDone}
          disabled={item.isNew}
          onChange={(event) => actions.toggle(item, rowOf(event.target))}
        />
        <CheckIcon />
      </label>
      {isRenaming ? (
        <RenameForm
          title={draft}
          onChange={setDraft}
          onCancel={() => setDraft(undefined)}
          onRename={(title) => {
            setDraft(undefined);
            if (title !== item.title) actions.rename(item, title);
          }}
        />
      ) : (
        <span
          className={isDone ? styles.doneTitle : styles.title}
          onClick={() => item.isNew || setDraft(item.title)}
        >
          {item.title}
        </span>
      )}
      {!isRenaming && (
        <span className={styles.actions}>
          <IconButton
            label={t.items.rename(item.title)}
            className={styles.pencil}
            data-action="rename"
            disabled={item.isNew}
            onClick={() => setDraft(item.title)}
          >
            <PencilIcon />
          </IconButton>
          <IconButton
            label={t.items.share(item.title)}
            data-action="share"
            disabled={item.isNew}
            onClick={() => actions.share(item)}
          >
            <PeopleIcon />
          </IconButton>
          <IconButton
            label={t.items.delete(item.title)}
            data-action="delete"
            disabled={item.isNew}
            onClick={(event) => actions.remove(item, rowOf(event.currentTarget))}
          >
            <TrashIcon />
          </IconButton>
        </span>
      )}
    </li>
  );
});
