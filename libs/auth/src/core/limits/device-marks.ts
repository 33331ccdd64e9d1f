import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyedHash } from '../ports/keyed-hash.js';
import { LimitPolicy } from './limit-policy.js';

/** One mark: the device, the time of the login (seconds since 1970, base 36), the signature. */
const MARK = /^([\w-]{16})\.([0-9a-z]{1,8})\.([\w-]{24})$/;
const SEPARATOR = '~';
const DEVICE_BYTES = 12;
const SIGNATURE_BYTES = 18;
/** The maximum number of accounts per browser; the oldest mark is dropped. */
const MARKS = 5;
const PURPOSE = 'device mark';

interface Mark {
  device: string;
  /** In base 36, as it was signed. */
  madeAt: string;
  signature: string;
}

/**
 * The marks of a device, one per account that logged in on it. Only the server can tell which
 * account a mark belongs to. A mark grants no access: it exempts the device from the limits of
 * unknown places.
 */
@Injectable()
export class DeviceMarks {
  constructor(
    private readonly hash: KeyedHash,
    private readonly policy: LimitPolicy,
  ) {}

  /** The device, if one of the marks is a valid one of this account. */
  deviceOf(uniqueId: string, marks: string | undefined, now: Date): string | undefined {
    return parse(marks).find((mark) => this.isOf(uniqueId, mark, now))?.device;
  }

  /** The marks of a device after a login to this account: a new mark, followed by the others. */
  renew(uniqueId: string, marks: string | undefined, now: Date): string {
    const [own, others] = [[] as Mark[], [] as Mark[]];
    for (const mark of parse(marks)) (this.isOf(uniqueId, mark, now) ? own : others).push(mark);
    const device = own[0]?.device ?? randomBytes(DEVICE_BYTES).toString('base64url');
    const madeAt = secondsOf(now).toString(36);
    const signature = this.hash
      .of(PURPOSE, uniqueId, device, madeAt)
      .subarray(0, SIGNATURE_BYTES)
      .toString('base64url');
    return [{ device, madeAt, signature }, ...others].slice(0, MARKS).map(format).join(SEPARATOR);
  }

  private isOf(uniqueId: string, { device, madeAt, signature }: Mark, now: Date): boolean {
    const age = secondsOf(now) - parseInt(madeAt, 36);
    if (age * 1_000 > this.policy.deviceForMs) return false;
    const digest = Buffer.from(signature, 'base64url');
    return this.hash.isOf(digest, PURPOSE, uniqueId, device, madeAt);
  }
}

function parse(marks = ''): Mark[] {
  return marks
    .split(SEPARATOR, MARKS)
    .map((text) => MARK.exec(text))
    .filter((match) => match !== null)
    .map(([, device, madeAt, signature]) => ({
      device: device!,
      madeAt: madeAt!,
      signature: signature!,
    }));
}

function format({ device, madeAt, signature }: Mark): string {
  return `${device}.${madeAt}.${signature}`;
}

function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}
