import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate authority of a test, made with openssl. */
export class CertificateAuthority {
  private constructor(private readonly folder: string) {}

  static make(): CertificateAuthority {
    const folder = mkdtempSync(join(tmpdir(), 'test-ca-'));
    const authority = new CertificateAuthority(folder);
    authority.openssl(
      'req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=ca -days 2',
    );
    return authority;
  }

  /** The path of its certificate. */
  get path(): string {
    return join(this.folder, 'ca.pem');
  }

  /** The key and the certificate of a server at an address, such as `IP:127.0.0.1`. */
  issue(address: string): { key: string; cert: string } {
    writeFileSync(join(this.folder, 'san.cnf'), `subjectAltName=${address}`);
    this.openssl('req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=server');
    this.openssl(
      'x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -days 2 ' +
        '-extfile san.cnf',
    );
    const read = (name: string) => readFileSync(join(this.folder, name), 'utf8');
    return { key: read('server.key'), cert: read('server.pem') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private openssl(args: string): void {
    execFileSync('openssl', args.split(' '), { cwd: this.folder, stdio: 'ignore' });
  }
}
