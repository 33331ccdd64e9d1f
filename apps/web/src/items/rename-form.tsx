import { type FocusEvent, type FormEvent, type KeyboardEvent, useRef } from 'react';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { isBlank, isTooLong } from './title.js';
import styles from './item-row.module.css';

interface Props {
  title: string;
  onChange: (title: string) => void;
  onRename: (title: string) => void;
  onCancel: () => void;
}

/** Renames in place. Enter or leaving the field saves; Escape cancels. */
export function RenameForm({ title, onChange, onRename, onCancel }: Props) {
  const trimmed = title.trim();
  const isWrong = isBlank(trimmed) || isTooLong(trimmed);
  /** The field loses focus again while it is removed. */
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
  const saveOnBlur = (event: FocusEvent<HTMLFormElement>) => {
    // When the window loses focus, no element has focus: that does not save.
    if (isOver.current || event.currentTarget.contains(event.relatedTarget)) return;
    if (!document.hasFocus()) return;
    if (isWrong) onCancel();
    else onRename(trimmed);
  };
  return (
    <form className={styles.rename} onSubmit={submit} onKeyDown={cancel} onBlur={saveOnBlur}>
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

/** The field closes: focus returns to the button that opened it. */
function focusAgain(form: HTMLFormElement): void {
  const row = form.closest('li');
  requestAnimationFrame(() => row?.querySelector<HTMLElement>('[data-action=rename]')?.focus());
}
