import { t } from '../texts/index.js';
import { CheckIcon } from '../ui/icons.js';
import { passwordRules } from './password-rules.js';
import styles from './password-rules-list.module.css';

/** Shows which rules a password meets while it is typed. */
export function PasswordRulesList({ password }: { password: string }) {
  return (
    <ul className={styles.rules} aria-label={t.register.rulesLabel}>
      {passwordRules(password).map(({ rule, isMet }) => (
        <li key={rule} data-met={isMet}>
          <span className={styles.mark}>{isMet && <CheckIcon />}</span>
          {t.register.rules[rule]}
          <span className="visually-hidden">
            , {isMet ? t.register.ruleMet : t.register.ruleUnmet}
          </span>
        </li>
      ))}
    </ul>
  );
}
