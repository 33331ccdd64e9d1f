import type { ComponentProps } from 'react';
import { t } from '../texts/index.js';
import { PasswordField } from './password-field.js';
import { isAllowed } from './password-rules.js';
import { PasswordRulesList } from './password-rules-list.js';

interface Props extends Pick<
  ComponentProps<typeof PasswordField>,
  'label' | 'error' | 'autoFocus'
> {
  value: string;
  onChange: (value: string) => void;
  /** Whether the field says which rules are broken, not only the list below it. */
  isChecked: boolean;
}

/** A field for a password that the user chooses, with the rules. */
export function NewPasswordField({ value, onChange, isChecked, error, ...rest }: Props) {
  return (
    <PasswordField
      {...rest}
      name="password"
      autoComplete="new-password"
      required
      value={value}
      error={isChecked && !isAllowed(value) ? t.register.passwordInvalid : error}
      hint={<PasswordRulesList password={value} />}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
