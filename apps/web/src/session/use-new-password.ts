import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Problem } from '../api/problem.js';
import { useInvalidFocus } from '../ui/use-invalid-focus.js';
import { isAllowed } from './password-rules.js';

/**
 * A form with a new password: what was typed, whether it may be sent, and what the server answers.
 *
 * @param send sends it; throws a Problem
 */
export function useNewPassword(send: (password: string) => Promise<void>, onDone?: () => unknown) {
  const [value, onChange] = useState('');
  const [attempts, setAttempts] = useState(0);
  const { mutate, isPending, error } = useMutation({
    // Without a connection it fails, and is not sent later: the dialog may be closed by then.
    networkMode: 'always',
    mutationFn: () => send(value),
    onSuccess: () => onDone?.(),
  });
  const ref = useInvalidFocus(error ?? attempts);
  const code = error instanceof Problem ? error.code : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempts(attempts + 1);
    if (isAllowed(value)) mutate();
  };
  const isGuessable = code === 'password_guessable';
  return {
    form: { ref, onSubmit: submit },
    field: {
      value,
      onChange,
      isChecked: attempts > 0,
      error: isGuessable ? error?.message : undefined,
    },
    isPending,
    error,
    code,
  };
}
