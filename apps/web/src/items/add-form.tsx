import type { FormEvent } from 'react';
import { ADD, useDraft } from '../session/drafts.js';
import { t } from '../texts/index.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { PlusIcon } from '../ui/icons.js';
import { isBlank, isTooLong, TITLE_LIMIT } from './title.js';
import styles from './add-form.module.css';

export const ADD_FIELD = 'add-item';

/** Adds an item with Enter or a click. */
export function AddForm({ onAdd }: { onAdd: (title: string) => void }) {
  const [draft = '', setDraft] = useDraft(ADD);
  const title = draft.trim();
  const isWrong = isTooLong(title);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBlank(title) || isWrong) return;
    onAdd(title);
    setDraft(undefined);
    announce(t.items.added(title));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.box}>
        <PlusIcon />
        <input
          id={ADD_FIELD}
          aria-label={t.items.addLabel}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? 'add-error' : undefined}
          placeholder={t.items.addPlaceholder}
          autoComplete="off"
          enterKeyHint="done"
          autoFocus
          value={draft}
          onChange={(event) => setDraft(event.target.value || undefined)}
        />
        <Button type="submit" look="primary">
          {t.items.add}
        </Button>
      </div>
      {isWrong && (
        <p id="add-error" className={styles.error} role="alert">
          {t.items.titleTooLong(TITLE_LIMIT)}
        </p>
      )}
    </form>
  );
}
