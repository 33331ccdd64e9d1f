import { jest } from '@jest/globals';
import type {
  AdministeredUser,
  AdministeredUsersDal,
} from '../ports/administration/administered-users.dal.js';
import { AdministeredUsersService } from './administered-users.service.js';

const ID = '6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11';
const ADA = { id: 7, uniqueId: ID, email: 'ada@example.com' } as AdministeredUser;

const list = jest.fn<AdministeredUsersDal['list']>(async () => []);
const users = new AdministeredUsersService({
  list,
  findByUniqueId: async (id: string) => (id === ID ? ADA : undefined),
  findByEmail: async (email: string) => (email === ADA.email ? ADA : undefined),
} as Partial<AdministeredUsersDal> as AdministeredUsersDal);

beforeEach(() => list.mockClear());

describe('finding users', () => {
  it('lists all, and those whose emails begin as they are searched for', async () => {
    await users.list({ limit: 5 });
    expect(list).toHaveBeenLastCalledWith({ limit: 5 });
    await users.list({ search: ' Ada@', after: ADA, limit: 5 });
    expect(list).toHaveBeenLastCalledWith({ emailPrefix: 'ada@', after: ADA, limit: 5 });
  });

  it('finds one by a whole public id', async () => {
    await expect(users.list({ search: ID.toUpperCase(), limit: 5 })).resolves.toEqual([ADA]);
    await expect(users.list({ search: ID, after: ADA, limit: 5 })).resolves.toEqual([]);
    await expect(users.list({ search: ID.replace('6', '7'), limit: 5 })).resolves.toEqual([]);
    expect(list).not.toHaveBeenCalled();
  });

  it('names one by a public id or an email', async () => {
    await expect(users.findNamed(ID)).resolves.toBe(ADA);
    await expect(users.findNamed(' Ada@Example.com')).resolves.toBe(ADA);
    for (const name of ['eve@example.com', 'u-1', '']) {
      await expect(users.findNamed(name)).rejects.toMatchObject({ code: 'user_not_found' });
    }
  });
});
