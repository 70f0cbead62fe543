import { hash, timingSafeEqual } from 'node:crypto';
import { clientAddress, type AddressRange } from '@deskhook/domain';
import type { FastifyRequest } from 'fastify';
import type { AuthenticationFailures, Presented } from './authentication-failures.js';
import type { Caller } from './caller.js';
import { failure } from './failures.js';
import type { GatewayView } from './gateway.view.js';

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i;
const USER_AGENT_LENGTH_MAX = 256;

export interface AuthenticationSettings {
  readonly rootKey: string;
  readonly trustedProxies: readonly AddressRange[];
}

/**
 * Tells from the `Authorization` header who asks; throws when it is nobody that we know. An API key is 256 random bits, which
 * nobody guesses: a known one is taken however many others fail beside it. The root key is what the operator made it, so
 * guesses of it are not even looked at once there were too many failures.
 */
export class Authentication {
  private readonly rootHash: Buffer;

  constructor(
    private readonly settings: AuthenticationSettings,
    private readonly view: GatewayView,
    private readonly failures: AuthenticationFailures,
  ) {
    this.rootHash = hash('sha256', settings.rootKey, 'buffer');
  }

  authenticate(request: FastifyRequest): Caller {
    const { authorization } = request.headers;
    if (authorization === undefined) throw unknown('Send the header "Authorization: Bearer <API key>"');
    const key = BEARER.exec(authorization)?.[1] ?? null;
    const presented = { key, address: this.addressOf(request) };
    const origin = { ip: presented.address, userAgent: userAgentOf(request) };
    if (key === null) throw this.refused(presented, 'The header "Authorization" is not "Bearer <API key>"');
    if (this.isRoot(key, presented))
      return { kind: 'root', id: 'root', role: 'root', tenant: null, ...origin };
    const record = this.view.key(hash('sha256', key, 'base64url'));
    if (record !== undefined) return { kind: 'key', ...record, ...origin };
    if (!this.view.ready)
      throw failure('unavailable', 'The API keys are not loaded yet: try again in a moment');
    throw this.refused(presented, 'The API key is not known: it may have been deleted');
  }

  private isRoot(key: string, presented: Presented): boolean {
    // Hashes of equal length: the comparison tells nothing about how much of a guess is right.
    const isEqual = timingSafeEqual(hash('sha256', key, 'buffer'), this.rootHash);
    const isRoot = isEqual && this.failures.mayBeRoot(presented, Date.now());
    if (isRoot) this.failures.wasRoot(presented, Date.now());
    return isRoot;
  }

  private refused(presented: Presented, detail: string): Error {
    return this.failures.failed(presented, Date.now()) ?? unknown(detail);
  }

  /** The address of the client, behind proxies that are trusted. */
  addressOf(request: FastifyRequest): string {
    const forwardedFor = request.headers['x-forwarded-for'];
    const text = Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor;
    return clientAddress(request.socket.remoteAddress ?? '', text, this.settings.trustedProxies);
  }
}

function userAgentOf(request: FastifyRequest): string | undefined {
  return request.headers['user-agent']?.slice(0, USER_AGENT_LENGTH_MAX);
}

function unknown(detail: string) {
  return failure('unauthenticated', detail);
}
