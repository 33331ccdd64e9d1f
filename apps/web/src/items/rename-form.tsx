import type { FormEvent, KeyboardEvent } from 'react';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { isTooLong } from './title.js';
import styles from './item-row.module.css';

interface Props {
  title: string;
  onChange: (title: string) => void;
  onRename: (title: string) => void;
  onCancel: () => void;
}

/** Renames in place: Enter keeps, Escape forgets. */
export function RenameForm({ title, onChange, onRename, onCancel }: Props) {
  const trimmed = title.trim();
  const isWrong = !trimmed || isTooLong(trimmed);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWrong) return;
    focusAgain(event.currentTarget);
    onRename(trimmed);
  };
  const cancel = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Escape') return;
    focusAgain(event.currentTarget);
    onCancel();
  };
  return (
    <form className={styles.rename} onSubmit={submit} onKeyDown={cancel}>
      <input
        autoFocus
        aria-label={t.items.renameLabel}
        aria-invalid={isWrong || undefined}
        autoComplete="off"
        enterKeyHint="done"
        value={title}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button type="submit" look="primary" disabled={isWrong}>
        {t.items.save}
      </Button>
    </form>
  );
}

/** The field is about to go: focus stays with the item, on the button that opened it. */
function focusAgain(form: HTMLFormElement): void {
  const row = form.closest('li');
  requestAnimationFrame(() => row?.querySelector<HTMLElement>('[data-action=rename]')?.focus());
}
