import type { ComponentProps, MouseEvent } from 'react';
import { navigate } from '../location.js';

/** A link within the page. With Ctrl, Shift or the middle button it opens as any link does. */
export function Link({ href, ...rest }: ComponentProps<'a'> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href);
  };
  return <a {...rest} href={href} onClick={follow} />;
}
