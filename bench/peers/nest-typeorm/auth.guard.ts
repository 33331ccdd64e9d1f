import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import type { FastifyRequest } from 'fastify';
import { Repository } from 'typeorm';
import { User } from './entities.js';

/** The guard of Nest's chapter on authentication, which also loads the user. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtService,
    @InjectRepository(User) private readonly users: Repository<User>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user: User }>();
    const user = await this.users.findOneBy({ uniqueId: await this.uniqueIdOf(request) });
    if (!user) throw new UnauthorizedException();
    request.user = user;
    return true;
  }

  private async uniqueIdOf({ headers }: FastifyRequest): Promise<string> {
    try {
      const token = String(headers['token']);
      return (await this.jwt.verifyAsync<{ unique_id: string }>(token)).unique_id;
    } catch {
      throw new UnauthorizedException();
    }
  }
}
