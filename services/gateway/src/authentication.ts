import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';
import { failure } from './failures.js';
import type { GatewayView } from './gateway.view.js';

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i;
const USER_AGENT_LENGTH_MAX = 256;

/** Tells from the `Authorization` header who asks; throws when it is nobody that we know. */
export class Authentication {
  private readonly rootHash: Buffer;

  constructor(
    rootKey: string,
    private readonly view: GatewayView,
  ) {
    this.rootHash = hash('sha256', rootKey, 'buffer');
  }

  authenticate(request: FastifyRequest): Caller {
    const { authorization } = request.headers;
    if (authorization === undefined) throw unknown('Send the header "Authorization: Bearer <API key>"');
    const key = BEARER.exec(authorization)?.[1];
    if (key === undefined) throw unknown('The header "Authorization" is not "Bearer <API key>"');
    const origin = { ip: request.ip, userAgent: userAgentOf(request) };
    // Hashes of equal length: the comparison tells nothing about how much of a guess is right.
    if (timingSafeEqual(hash('sha256', key, 'buffer'), this.rootHash))
      return { kind: 'root', id: 'root', role: 'root', tenant: null, ...origin };
    const record = this.view.key(hash('sha256', key, 'base64url'));
    if (record !== undefined) return { kind: 'key', ...record, ...origin };
    if (!this.view.ready)
      throw failure('unavailable', 'The API keys are not loaded yet: try again in a moment');
    throw unknown('The API key is not known: it may have been deleted');
  }
}

function userAgentOf(request: FastifyRequest): string | undefined {
  return request.headers['user-agent']?.slice(0, USER_AGENT_LENGTH_MAX);
}

function unknown(detail: string) {
  return failure('unauthenticated', detail);
}
