import { useState } from 'react';
import { Problem, type ProblemCode } from '../api/problem.js';

/** What the screen of a link shows: a form, or what the link has led to. */
export type LinkState = 'open' | 'done' | 'proof_required' | 'link_invalid' | 'email_taken';

/** The codes after which another form, or none, is shown. */
const STATES: readonly ProblemCode[] = ['proof_required', 'link_invalid', 'email_taken'];

/**
 * Uses the link in a mail.
 *
 * @param send sends its token, with what else is needed; throws a Problem
 * @param onDone is called when it has succeeded
 * @returns the state, and `use`, which throws the Problems that do not lead to another state
 */
export function useLink<Input>(send: (input: Input) => Promise<void>, onDone: () => unknown) {
  const [state, setState] = useState<LinkState>('open');
  const use = async (input: Input) => {
    try {
      await send(input);
    } catch (error) {
      const { code } = error as Problem;
      if (!STATES.includes(code) || code === state) throw error;
      return setState(code as LinkState);
    }
    setState('done');
    await onDone();
  };
  return { state, use };
}
