import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { t } from '../texts/index.js';
import { CrossIcon } from './icons.js';
import buttons from './button.module.css';
import styles from './dialog.module.css';

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What has focus afterwards, if not what had it before. */
  finalFocus?: () => HTMLElement | null;
  children: ReactNode;
}

/** A modal dialog. Escape, the close button and a click outside close it. */
export function Dialog({ open, onClose, title, finalFocus, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.popup} finalFocus={finalFocus}>
          <Base.Title className={styles.title}>{title}</Base.Title>
          {children}
          {/* Last, so that focus begins with the content of the dialog. */}
          <Base.Close
            className={`${buttons.icon} ${styles.close}`}
            aria-label={t.close}
            title={t.close}
          >
            <CrossIcon />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface QuestionProps extends Props {
  text: string;
}

/** A dialog that asks a question. A click outside does not close it. */
export function Question({ open, onClose, title, text, finalFocus, children }: QuestionProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup className={styles.popup} finalFocus={finalFocus}>
          <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={styles.text}>{text}</AlertDialog.Description>
          {children}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
