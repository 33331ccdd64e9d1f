import { z } from 'zod';
import { emailAddress } from '#auth-kernel';
import { plainText } from '#glue/fields';
import { EXAMPLE_LINK_TOKEN, linkToken, password } from '../auth.schemas.js';

const presentPassword = plainText({ min: 1, max: 256, trim: false });

export const requestConfirmationBody = z
  .object({ email: emailAddress() })
  .meta({ id: 'RequestEmailConfirmation', example: { email: 'test@gmail.com' } });

export const completeConfirmationBody = z
  .object({
    token: linkToken,
    password: presentPassword.optional(),
    new_password: password.optional(),
  })
  .meta({
    id: 'CompleteEmailConfirmation',
    example: { token: EXAMPLE_LINK_TOKEN, password: 'password' },
  });

export const undoEmailBody = z
  .object({ token: linkToken })
  .meta({ id: 'UndoEmailChange', example: { token: EXAMPLE_LINK_TOKEN } });

export const changeEmailBody = z
  .object({ email: emailAddress(), password: presentPassword.optional() })
  .meta({ id: 'ChangeEmail', example: { email: 'new@gmail.com', password: 'password' } });
