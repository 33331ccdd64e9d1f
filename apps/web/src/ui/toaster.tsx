import { Toast } from '@base-ui/react/toast';
import { Problem } from '../api/problem.js';
import { t } from '../texts/index.js';
import { CrossIcon } from './icons.js';
import buttons from './button.module.css';
import styles from './toaster.module.css';

/** How long a message stays; less for no one, as hovering and focus stop the clock. */
const STAY_MS = 6_000;
const LIMIT = 4;

const manager = Toast.createToastManager();

/** Says that something has failed, and what to do. */
export function tellFailure(title: string, error: unknown): void {
  const description = error instanceof Problem ? error.message : t.errors.unknown('');
  manager.add({ title, description, type: 'failure', timeout: STAY_MS * 2 });
}

/** Says what has happened without the person's doing. */
export function tell(title: string, description: string): void {
  manager.add({ title, description });
}

interface Offer {
  title: string;
  /** The words on the button. */
  action: string;
  onAction: () => void;
  /** The message is gone, and nobody has pressed the button. */
  onGone: () => void;
}

/** A message that offers something. */
export interface Offered {
  /** Says it in other words: more is known by now. */
  say(title: string): void;
}

/** Says what has been done, and offers to take it back as long as it is said. */
export function offer({ title, action, onAction, onGone }: Offer): Offered {
  let isDecided = false;
  const decide = (then: () => void) => {
    if (!isDecided) then();
    isDecided = true;
  };
  const id = manager.add({
    title,
    timeout: STAY_MS,
    onClose: () => decide(onGone),
    actionProps: {
      children: action,
      onClick: () => {
        decide(onAction);
        manager.close(id);
      },
    },
  });
  return { say: (title) => manager.update(id, { title }) };
}

/** Where messages appear. F6 leads there. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={manager} timeout={STAY_MS} limit={LIMIT}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Messages() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast}>
      <div className={styles.words}>
        <Toast.Title className={styles.title} />
        <Toast.Description className={styles.description} />
      </div>
      <Toast.Action className={styles.action} />
      <Toast.Close className={buttons.icon} aria-label={t.close}>
        <CrossIcon />
      </Toast.Close>
    </Toast.Root>
  ));
}
