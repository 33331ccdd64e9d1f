import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { logIn } from '../api/auth.js';
import type { Credentials } from '#client';
import { addressAfterLogin } from '../links/link-token.js';
import { navigate } from '../location.js';
import { enter } from './session.js';

const ENTRANCES = ['/login', '/register'];

/** Logs a user in or registers one. Has the state of the request, and its error. */
export function useEntry(before: (credentials: Credentials) => Promise<void> = async () => {}) {
  const client = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();

  const goIn = async (credentials: Credentials, remember = false) => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      await before(credentials);
      await logIn(credentials, remember);
      await enter(client);
      // A link to a filtered list still leads there after the login.
      if (ENTRANCES.includes(window.location.pathname)) {
        navigate(addressAfterLogin(), { replace: true });
      }
    } catch (error) {
      setFailure(error as Error);
      setIsBusy(false);
    }
  };
  return { goIn, isBusy, failure };
}
