import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RegistrationPolicy } from '../core/registration/registration-policy.js';
import { registrationAnswer } from './auth.schemas.js';

/** Tells pages whether to offer registration. */
@ApiTags('users')
@Controller('api/v2/registration')
export class RegistrationController {
  constructor(private readonly policy: RegistrationPolicy) {}

  @Get()
  @ApiOperation({ summary: 'Who may register' })
  @ApiOkResponse({ standardSchema: registrationAnswer })
  getRegistration(): z.output<typeof registrationAnswer> {
    return { mode: this.policy.mode };
  }
}
