import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './text-field.module.css';

interface Field extends ComponentProps<'input'> {
  label: string;
  /** The error. Screen readers announce it with the field. */
  error?: string | undefined;
  /** A hint below the field. */
  hint?: ReactNode;
  /** Content inside the field, at its end. */
  end?: ReactNode;
}

/** A labelled input of one line. */
export function TextField({ label, error, hint, end, ...input }: Field) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box}>
        <input
          {...input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        {end}
      </div>
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      {hint && <div id={`${id}-hint`}>{hint}</div>}
    </div>
  );
}
