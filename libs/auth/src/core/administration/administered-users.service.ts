import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import {
  type AdministeredUser,
  AdministeredUsersDal,
} from '../ports/administration/administered-users.dal.js';
import { normalizeEmail } from '../users/email.js';

/** As public ids are made. */
const PUBLIC_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Which users an administrator asks for. */
export interface UserQuery {
  /** A public id, or how emails begin. */
  search?: string | undefined;
  after?: Pick<AdministeredUser, 'id' | 'email'> | undefined;
  limit: number;
}

/** Finds users for administrators and operators. */
@Injectable()
export class AdministeredUsersService {
  constructor(private readonly users: AdministeredUsersDal) {}

  /** All users, the oldest account first, or those that are searched for. */
  async list({ search, after, limit }: UserQuery): Promise<AdministeredUser[]> {
    const emailPrefix = search && normalizeEmail(search);
    if (!emailPrefix || !PUBLIC_ID.test(emailPrefix)) {
      return this.users.list({ emailPrefix, after, limit });
    }
    const user = await this.users.findByUniqueId(emailPrefix);
    return user && !after ? [user] : [];
  }

  /** At most `limit` users with the role `admin`. */
  administrators(limit: number): Promise<AdministeredUser[]> {
    return this.users.administrators(limit);
  }

  /** @throws ServiceError `user_not_found` */
  async find(uniqueId: string): Promise<AdministeredUser> {
    return found(await this.users.findByUniqueId(uniqueId));
  }

  /**
   * @param name an email or a public id
   * @throws ServiceError `user_not_found`
   */
  async findNamed(name: string): Promise<AdministeredUser> {
    if (!name.includes('@')) return this.find(name);
    return found(await this.users.findByEmail(normalizeEmail(name)));
  }
}

function found(user: AdministeredUser | undefined): AdministeredUser {
  if (!user) throw new ServiceError(authKernelErrors.user_not_found);
  return user;
}
