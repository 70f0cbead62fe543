import { FailureError } from '@deskhook/contracts';
import { clientNetwork } from '@deskhook/domain';
import type { Logger } from '@deskhook/runtime';
import { gatewayMetrics } from './gateway.metrics.js';
import { FailureLimiter } from './failure-limiter.js';

/** What somebody came with; `key` is null where the header could not be read. */
export interface Presented {
  readonly key: string | null;
  readonly address: string;
}

const NAMES_MAX = 10_000;
const PREFIX_LENGTH = 8;
/** An address that the root key came from is where an operator works, perhaps beside somebody who fails. */
const OPERATOR_MS = 24 * 3_600_000;
const OPERATOR_FACTOR = 10;
const LOGGED_EVERY = 100;

/**
 * Limits failures to authenticate, for each client address (for IPv6 its /64) and each beginning of a key: guesses from one
 * place, and guesses from many places of a key that is known in part.
 */
export class AuthenticationFailures {
  private readonly limiter: FailureLimiter;
  /** For addresses that the root key was seen from. */
  private readonly lenient: FailureLimiter;
  private readonly operators = new Map<string, number>();

  constructor(
    private readonly perMinute: number,
    private readonly logger: Logger,
  ) {
    this.limiter = new FailureLimiter({ perMinute, namesMax: NAMES_MAX });
    this.lenient = new FailureLimiter({ perMinute: perMinute * OPERATOR_FACTOR, namesMax: NAMES_MAX });
  }

  /** Whether a key is compared with the root key at all. */
  mayBeRoot(presented: Presented, now: number): boolean {
    const network = clientNetwork(presented.address);
    const isOperator = (this.operators.get(network) ?? -Infinity) > now - OPERATOR_MS;
    return isOperator ? this.lenient.waitMs(network, now) === 0 : this.waitMs(presented, now) === 0;
  }

  wasRoot({ address }: Presented, now: number): void {
    const network = clientNetwork(address);
    this.operators.delete(network);
    this.operators.set(network, now);
    const [longestAgo] = this.operators.keys();
    if (this.operators.size > NAMES_MAX && longestAgo !== undefined) this.operators.delete(longestAgo);
  }

  /** Counts a failure; where there were too many before it, the failure to answer with instead. */
  failed(presented: Presented, now: number): FailureError | null {
    gatewayMetrics.authenticationFailures.inc({});
    const waitMs = this.waitMs(presented, now);
    const counts = namesOf(presented).map((name) => this.limiter.failed(name, now));
    this.lenient.failed(clientNetwork(presented.address), now);
    this.log(presented.address, Math.max(...counts), waitMs > 0);
    return waitMs > 0 ? tooMany(Math.ceil(waitMs / 1_000)) : null;
  }

  private waitMs(presented: Presented, now: number): number {
    return Math.max(...namesOf(presented).map((name) => this.limiter.waitMs(name, now)));
  }

  /** The first of a series, the one that is too many, and then now and again: an attack must not fill the log. */
  private log(address: string, failures: number, limited: boolean): void {
    const isTold = failures === 1 || failures === this.perMinute + 1 || failures % LOGGED_EVERY === 0;
    if (isTold) this.logger.warn({ address, failures, limited }, 'authentication.failed');
  }
}

function namesOf({ key, address }: Presented): readonly string[] {
  const network = clientNetwork(address);
  return key === null ? [network] : [network, `key ${key.slice(0, PREFIX_LENGTH)}`];
}

function tooMany(retryAfter: number): FailureError {
  const detail = `Too many requests without a valid API key: wait ${retryAfter} s, or send a valid one`;
  return new FailureError({ kind: 'too-many-requests', detail, extensions: { retryAfter } });
}
