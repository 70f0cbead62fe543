import { isValidSecret, type ConnectorRecord } from '@deskhook/contracts';
import { connectorSecretContext, SecretBoxError, type Logger, type SecretBox } from '@deskhook/runtime';
import { FailureLimiter } from '../failure-limiter.js';
import { failure } from '../failures.js';

const MISSING =
  'Inbound connectors need DESKHOOK_SECRETS_KEY at the gateway, the same as the other services have: set it there';

const LOGGED_PER_MINUTE = 1;
const NAMES_MAX = 10_000;

/** Opens what helpdesks sign with. The gateway has the key for nothing else, so it may do without. */
export class InboundSecrets {
  private readonly unreadable = new FailureLimiter({ perMinute: LOGGED_PER_MINUTE, namesMax: NAMES_MAX });

  constructor(
    /** Null: no key is configured. */
    private readonly box: SecretBox | null,
    private readonly logger: Logger,
  ) {}

  /** What is missing, as a sentence; null: nothing. */
  get missing(): string | null {
    return this.box === null ? MISSING : null;
  }

  /**
   * Those that count at that instant, the current one first; empty where the connector has none. Throws where no configured key
   * opens one: the helpdesk may try again later.
   */
  open({ tenant, id, secrets }: ConnectorRecord, now: number): readonly string[] {
    const { box } = this;
    if (box === null) return [];
    try {
      const valid = secrets.filter((one) => isValidSecret(one, now));
      return valid.map(({ ciphertext }) => box.open(ciphertext, connectorSecretContext(tenant, id)));
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      this.log(error, { tenant, connector: id }, now);
      throw failure('unavailable', 'The gateway cannot read the secret of this connector: see its log');
    }
  }

  /** Once a minute for each connector: a helpdesk that goes on sending must not fill the log. */
  private log(
    err: SecretBoxError,
    named: { readonly tenant: string; readonly connector: string },
    now: number,
  ): void {
    const isFirst = this.unreadable.failed(`${named.tenant} ${named.connector}`, now) === 1;
    if (isFirst) this.logger.error({ err, ...named }, 'secret.unreadable');
  }
}
