import { SessionInvalidations } from '#auth-kernel';
import type { SessionsDal } from '../ports/sessions.dal.js';
import { SessionEndings } from './session-endings.js';

describe('ending all sessions of a user', () => {
  it.each(['ends them', 'fails'])(
    'is published within the process if the store %s',
    async (how) => {
      const said: unknown[] = [];
      const ended = new SessionInvalidations();
      ended.subscribe((what) => said.push(what));
      const store: Partial<SessionsDal> = {
        endAllOf: async () => {
          if (how === 'fails') throw new Error('no store');
          expect(said).toEqual([]);
          return [];
        },
      };
      const endings = new SessionEndings(store as SessionsDal, ended);
      await endings.endAllOf(7).catch(() => said.push('failed'));
      expect(said).toEqual([{ userId: 7 }, ...(how === 'fails' ? ['failed'] : [])]);
    },
  );
});
