import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The certificates to trust with those of a file beside the usual ones; nothing without a file, so that Node's own
 * defaults (NODE_EXTRA_CA_CERTS among them) stay in force. Read once, at boot: a file that cannot be used ends the
 * service there, with a sentence that names the setting.
 */
export function trustedAuthorities(file: string | undefined): { readonly authorities?: readonly string[] } {
  if (file === undefined || file === '') return {};
  const found = certificatesIn(file);
  if (found.length === 0) throw unusable(file, 'it holds no certificate in PEM');
  return { authorities: [...getCACertificates('default'), ...found] };
}

function certificatesIn(file: string): string[] {
  try {
    const found = readFileSync(file, 'utf8').match(CERTIFICATE) ?? [];
    return found.map((text) => new X509Certificate(text).toString());
  } catch (cause) {
    throw unusable(file, cause instanceof Error ? cause.message : String(cause));
  }
}

function unusable(file: string, why: string): Error {
  return new Error(`DESKHOOK_EGRESS_CA_FILE: ${file} cannot be used: ${why}`);
}
