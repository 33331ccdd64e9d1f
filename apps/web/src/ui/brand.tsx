import { t } from '../texts/index.js';
import styles from './brand.module.css';

/** The name of the product, with its mark. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg aria-hidden="true" width="28" height="28" viewBox="0 0 32 32">
        <rect className={styles.tile} width="32" height="32" rx="9" />
        <path className={styles.tick} d="M9 16.5l4.5 4.5L23 11" />
      </svg>
      {t.product}
    </span>
  );
}
