import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { logIn } from '../api/auth.js';
import type { Credentials } from '../api/call.js';
import { navigate } from '../location.js';
import { enter } from './session.js';

const ENTRANCES = ['/login', '/register'];

/** Lets somebody in; says whether that is under way, and why it has failed. */
export function useEntry(before: (credentials: Credentials) => Promise<void> = async () => {}) {
  const client = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();

  const goIn = async (credentials: Credentials) => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      await before(credentials);
      await logIn(credentials);
      await enter(client);
      // Who came by a link to a part of the list gets there.
      if (ENTRANCES.includes(window.location.pathname)) navigate('/', { replace: true });
    } catch (error) {
      setFailure(error as Error);
      setIsBusy(false);
    }
  };
  return { goIn, isBusy, failure };
}
