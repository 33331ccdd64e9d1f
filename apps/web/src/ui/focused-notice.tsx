import { Notice } from './notice.js';

/** What has happened. It gets focus, as the button that had it is gone. */
export function FocusedNotice({ children }: { children: string }) {
  return (
    <div ref={focus} tabIndex={-1}>
      <Notice tone="info">{children}</Notice>
    </div>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}
