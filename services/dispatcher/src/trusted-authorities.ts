import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';

/**
 * The certificates to trust with those of a file beside the usual ones; nothing without a file, so that Node's own
 * defaults (NODE_EXTRA_CA_CERTS among them) stay in force. Read once, at boot: a wrong path ends the service there.
 */
export function trustedAuthorities(file: string | undefined): { readonly authorities?: readonly string[] } {
  if (file === undefined || file === '') return {};
  return { authorities: [...getCACertificates('default'), readFileSync(file, 'utf8')] };
}
