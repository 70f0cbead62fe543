import { FailureError } from '@deskhook/contracts';

/** The etag of a version, as it stands in `etag`; in HTTP headers it is put into quotes. */
export function etagOf(version: number): string {
  return `v${version}`;
}

/** Throws unless the If-Match header allows a change of this version; null: there is nothing yet, which no etag names. */
export function assertMatch(ifMatch: string | null, version: number | null): void {
  if (ifMatch === null) return;
  if (version === null) throw absent(ifMatch);
  if (matches(ifMatch, etagOf(version))) return;
  const detail = `It is at etag "${etagOf(version)}", not ${ifMatch}: read it again, then repeat the change`;
  const errors = [{ pointer: '/header/if-match', detail: `is not "${etagOf(version)}"` }];
  throw new FailureError({ kind: 'precondition-failed', detail, errors });
}

/** Quotes and the weakness mark that proxies add do not count: our etags name versions, not bytes. */
function matches(ifMatch: string, etag: string): boolean {
  const candidates = ifMatch.split(',').map((part) => part.trim().replace(/^W\//, '').replaceAll('"', ''));
  return candidates.some((candidate) => candidate === '*' || candidate === etag);
}

function absent(ifMatch: string): FailureError {
  const detail = `There is none yet, so it is not at ${ifMatch}: leave If-Match away to create it`;
  const errors = [{ pointer: '/header/if-match', detail: 'names a version, and there is none' }];
  return new FailureError({ kind: 'precondition-failed', detail, errors });
}
