import { useEffect, useRef } from 'react';

/**
 * Moves focus to the first invalid field of a form, so that screen readers read its error.
 *
 * @param reason focus moves when it changes
 * @returns the ref of the form
 */
export function useInvalidFocus(reason: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [reason]);
  return form;
}
