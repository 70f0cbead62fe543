// Test support: an authority of the test's own, with certificates for servers and clients.
import { generate, type SelfsignedOptions } from 'selfsigned';

export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  /** For a server of these names and addresses. */
  server(...names: string[]): Promise<Certificate>;
  client(name: string): Promise<Certificate>;
}

const DAY_MS = 86_400_000;
const DNS_NAME = 2;
const IP_ADDRESS = 7;

export async function anAuthority(now = Date.now()): Promise<Authority> {
  const common = {
    keyType: 'ec' as const,
    algorithm: 'sha256',
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + DAY_MS),
  };
  const own = await generate([{ name: 'commonName', value: 'Authority of a test' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true },
    ],
  });
  const issue = async (
    commonName: string,
    extensions: NonNullable<SelfsignedOptions['extensions']>,
  ): Promise<Certificate> => {
    const made = await generate([{ name: 'commonName', value: commonName }], {
      ...common,
      ca: { key: own.private, cert: own.cert },
      extensions: [{ name: 'basicConstraints', cA: false }, ...extensions],
    });
    return { certificate: made.cert, key: made.private };
  };
  return {
    certificate: own.cert,
    key: own.private,
    server: (...names) =>
      issue(names[0] ?? 'server', [{ name: 'subjectAltName', altNames: names.map(alternative) }]),
    client: (name) => issue(name, [{ name: 'extKeyUsage', clientAuth: true }]),
  };
}

function alternative(name: string) {
  return /^[\d.]+$/.test(name)
    ? ({ type: IP_ADDRESS, ip: name } as const)
    : ({ type: DNS_NAME, value: name } as const);
}
