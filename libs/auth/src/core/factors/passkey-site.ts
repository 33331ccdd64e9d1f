import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import { PublicLinks } from '../mails/public-links.js';
import type { Site } from '../ports/factors/passkey-ceremonies.js';

/** The site of an origin; `undefined` where browsers offer no passkeys (WebAuthn level 3, 5.1.2), and without an origin. */
export function siteOf(origin: string | undefined): Site | undefined {
  if (origin === undefined) return undefined;
  const { protocol, hostname } = new URL(origin);
  const isLocal = /^(?:.+\.)?localhost$/.test(hostname);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) || (protocol !== 'https:' && !isLocal))
    return undefined;
  return { origin, rpId: hostname };
}

/** Where passkeys of this product are used: under its public address, never one of a request. */
@Injectable()
export class PasskeySite {
  constructor(private readonly links: PublicLinks) {}

  get isOff(): boolean {
    return !siteOf(this.links.home);
  }

  /** @throws ServiceError `passkeys_off` */
  require(): Site {
    const site = siteOf(this.links.home);
    if (!site) throw new ServiceError(factorErrors.passkeys_off);
    return site;
  }
}
