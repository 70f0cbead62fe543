import { hash } from 'node:crypto';

const LENGTH = 16;

/** A short name for a URL that is fit for subjects and keys; with the subscription's id it names an endpoint. */
export function endpointKey(url: string): string {
  return hash('sha256', url, 'hex').slice(0, LENGTH);
}
