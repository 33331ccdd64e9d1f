import { PRODUCTION_KEYS } from '../support/production-keys.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import { startMonolith } from './page-system.js';
import { setStage } from './stage.js';

const PRODUCTION = {
  ...PRODUCTION_MAIL,
  NODE_ENV: 'production',
  JWT_SECRET: 'kF3vQ9xT1mZ7bN5cR8wY2hJ6pL4sD0aG',
  TRUSTED_PROXIES: 'none',
};

describe('the page in production', () => {
  const stage = setStage(() => startMonolith(PRODUCTION));

  it('explains why a guessable password is refused', async () => {
    const visitor = await stage.arrive();
    await visitor.open('/register');
    await visitor.enter('Create account', 'password');
    await visitor.text('This password is easy to guess').waitFor();
    await visitor.enter('Create account');
    await visitor.field('New item').waitFor();
  });
});

describe('the page of an installation without mail', () => {
  const stage = setStage(() =>
    startMonolith({ ...PRODUCTION, ...PRODUCTION_KEYS, CONTEXTS: 'auth,todo' }),
  );

  it('says that there are no links', async () => {
    const visitor = await stage.arrive();
    await visitor.open('/forgot-password');
    await visitor.field('Email').fill(visitor.email);
    await visitor.button('Send the link').click();
    await visitor.page.getByRole('alert').getByText('This installation sends no mails').waitFor();
    await visitor.page.getByRole('link', { name: 'Log in' }).click();
    await visitor.button('Log in').waitFor();
  });
});
