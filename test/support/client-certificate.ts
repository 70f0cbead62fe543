// Test support: client certificates with their keys, as a customer would paste them.
import { generate } from 'selfsigned';

export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;

/** A new certificate in PEM that is valid from yesterday until then. */
export async function clientCertificate(until = Date.now() + 365 * DAY_MS): Promise<ClientCertificate> {
  const made = await generate([{ name: 'commonName', value: 'Deskhook client' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Math.min(Date.now(), until) - DAY_MS),
    notAfterDate: new Date(until),
  });
  return { certificate: made.cert, key: made.private };
}
