import { type ComponentProps, useState } from 'react';
import { t } from '../texts/index.js';
import { TextField } from '../ui/text-field.js';
import styles from './password-field.module.css';

/** A field for a password, which can be shown. */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'end'>) {
  const [isShown, setIsShown] = useState(false);
  const toggle = (
    <button
      type="button"
      className={styles.toggle}
      aria-label={isShown ? t.logIn.hidePasswordLabel : t.logIn.showPasswordLabel}
      onClick={() => setIsShown(!isShown)}
    >
      {isShown ? t.logIn.hidePassword : t.logIn.showPassword}
    </button>
  );
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      end={toggle}
    />
  );
}
