import { randomBytes } from 'node:crypto';
import type { KeyedHash } from '#auth-kernel';

/** One mark: the device, when it was made (seconds since 1970, base 36), the signature. */
const MARK = /^([\w-]{16})\.([0-9a-z]{1,8})\.([\w-]{24})$/;
const SEPARATOR = '~';
const DEVICE_BYTES = 12;
const SIGNATURE_BYTES = 18;
/** People who share a browser keep a mark each; more than these are forgotten. */
const MARKS = 5;
const PURPOSE = 'device mark';

interface Mark {
  device: string;
  /** In base 36, as it was signed. */
  madeAt: string;
  signature: string;
}

/**
 * Marks that a device keeps of the accounts that were logged in to on it. A mark is good for one
 * account, which only the server can tell. It grants no access: it only identifies where the limits
 * of strangers do not apply.
 */
export class DeviceMarks {
  constructor(
    private readonly hash: KeyedHash,
    private readonly lifeMs: number,
  ) {}

  /** The device that has a mark of this account, if it has a good one. */
  deviceOf(uniqueId: string, marks: string | undefined, now: Date): string | undefined {
    return parse(marks).find((mark) => this.isOf(uniqueId, mark, now))?.device;
  }

  /** The marks of a device after a login to this account: a new one of it ahead of others. */
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
    if (age * 1_000 > this.lifeMs) return false;
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
