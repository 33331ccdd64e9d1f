import { Toast } from '@base-ui/react/toast';
import { Problem } from '../api/problem.js';
import { t } from '../texts/index.js';
import { CrossIcon } from './icons.js';
import buttons from './button.module.css';
import styles from './toaster.module.css';

/** How long a message stays. Hovering and focus pause the time. */
const STAY_MS = 6_000;
const LIMIT = 4;

const manager = Toast.createToastManager();

/** Shows an error, and what to do. */
export function showFailure(title: string, error: unknown): void {
  const description = error instanceof Problem ? error.message : t.errors.unknown('');
  manager.add({ title, description, type: 'failure', timeout: STAY_MS * 2 });
}

/** Shows a change that the user did not make. */
export function tell(title: string, description: string): void {
  manager.add({ title, description });
}

interface Offer {
  title: string;
  /** The button's label. */
  action: string;
  onAction: () => void;
  /** Called when the message disappears without its button having been pressed. */
  onGone: () => void;
}

/** A message with an action. */
export interface Offered {
  /** Changes the text when more is known. */
  say(title: string): void;
}

/** Shows what was done, and offers Undo while it is shown. */
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

/** The region of messages. F6 moves focus there. */
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
