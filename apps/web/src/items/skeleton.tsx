import { t } from '../texts/index.js';
import styles from './skeleton.module.css';

const ROWS = [62, 44, 71, 53];

/** A placeholder of the size of the list. */
export function Skeleton() {
  return (
    <div className={styles.skeleton}>
      <p className="visually-hidden" role="status">
        {t.loading}
      </p>
      {ROWS.map((width) => (
        <div key={width} className={styles.row}>
          <span className={styles.circle} />
          <svg className={styles.line} width={`${width}%`} height="12" aria-hidden="true">
            <rect width="100%" height="12" rx="6" />
          </svg>
        </div>
      ))}
    </div>
  );
}
