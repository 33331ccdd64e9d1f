import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface Look {
  /** `primary` for the main action of a screen, `danger` for one that cannot be undone. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
}

export function Button({ look = 'plain', className, ...rest }: ComponentProps<'button'> & Look) {
  return (
    <button type="button" className={join(styles.button, styles[look], className)} {...rest} />
  );
}

/** A button with an icon only; `label` is its accessible name. */
export function IconButton({
  label,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label'> & { label: string }) {
  return (
    <button
      type="button"
      className={join(styles.icon, className)}
      aria-label={label}
      title={label}
      {...rest}
    />
  );
}

function join(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
