import { type FocusEvent, type FormEvent, type KeyboardEvent, useRef } from 'react';
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

/** Renames in place: Enter keeps, and so does going elsewhere; Escape forgets. */
export function RenameForm({ title, onChange, onRename, onCancel }: Props) {
  const trimmed = title.trim();
  const isWrong = !trimmed || isTooLong(trimmed);
  /** The field loses focus once more while it goes. */
  const isOver = useRef(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWrong) return;
    isOver.current = true;
    focusAgain(event.currentTarget);
    onRename(trimmed);
  };
  const cancel = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Escape') return;
    isOver.current = true;
    focusAgain(event.currentTarget);
    onCancel();
  };
  const goElsewhere = (event: FocusEvent<HTMLFormElement>) => {
    // A window that loses focus is not gone elsewhere: nothing in it has focus then.
    if (isOver.current || event.currentTarget.contains(event.relatedTarget)) return;
    if (!document.hasFocus()) return;
    if (isWrong) onCancel();
    else onRename(trimmed);
  };
  return (
    <form className={styles.rename} onSubmit={submit} onKeyDown={cancel} onBlur={goElsewhere}>
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
