import { hash, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.js';
import { failure } from './failures.js';
import type { GatewayView } from './gateway.view.js';

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i;

/** Tells from the `Authorization` header who asks; throws when it is nobody that we know. */
export class Authentication {
  private readonly rootHash: Buffer;

  constructor(
    rootKey: string,
    private readonly view: GatewayView,
  ) {
    this.rootHash = hash('sha256', rootKey, 'buffer');
  }

  authenticate(authorization: string | undefined): Caller {
    if (authorization === undefined) throw unknown('Send the header "Authorization: Bearer <API key>"');
    const key = BEARER.exec(authorization)?.[1];
    if (key === undefined) throw unknown('The header "Authorization" is not "Bearer <API key>"');
    // Hashes of equal length: the comparison tells nothing about how much of a guess is right.
    if (timingSafeEqual(hash('sha256', key, 'buffer'), this.rootHash)) return { kind: 'root', role: 'root' };
    const record = this.view.key(hash('sha256', key, 'base64url'));
    if (record !== undefined)
      return { kind: 'key', role: record.role, keyId: record.id, tenant: record.tenant };
    if (!this.view.ready)
      throw failure('unavailable', 'The API keys are not loaded yet: try again in a moment');
    throw unknown('The API key is not known: it may have been deleted');
  }
}

function unknown(detail: string) {
  return failure('unauthenticated', detail);
}
