import { isValidSecret, type SubscriptionRecord, type TenantRecord } from '@deskhook/contracts';
import {
  dialect,
  resolveOptions,
  type Dialect,
  type OptionValues,
  type SignInput,
  type TenantSettings,
} from '@deskhook/dialects';
import { parseSuccessCodes, type AttemptPolicy } from '@deskhook/domain';
import { subscriptionSecretContext, tenantSecretContext, type SecretBox } from '@deskhook/runtime';
import { openAuthorization, openCertificate, type Authorization } from './egress/authorization.js';
import type { ClientCertificate } from './egress/connector.js';

/** A subscription made ready for sending: secrets opened, policy parsed, defaults resolved. */
export interface SendableSubscription {
  readonly record: SubscriptionRecord;
  readonly tenant: TenantSettings;
  readonly dialect: Dialect;
  readonly options: OptionValues;
  readonly policy: AttemptPolicy;
  /** The current signing secret; null: unsigned. */
  readonly secret: string | null;
  readonly authorization: Authorization;
  /** Client certificate for mutual TLS. */
  readonly client: ClientCertificate | null;
  /** When one of the secrets ends to be valid, in epoch milliseconds: to be prepared anew then. */
  readonly validUntil: number;
  /** Signature headers of one attempt. */
  sign(input: SignInput): Record<string, string>;
}

/** Prepares a subscription with what its tenant contributes. Throws `SecretBoxError` for secrets of another key. */
export function sendableSubscription(
  record: SubscriptionRecord,
  tenant: TenantRecord,
  box: SecretBox,
  now: number,
): SendableSubscription {
  const successCodes = parseSuccessCodes(record.delivery.successCodes);
  if (successCodes === null)
    throw new TypeError(`success codes "${record.delivery.successCodes}" of ${record.id} are malformed`);
  const { secrets, validUntil } = openSecrets(record, tenant, box, now);
  const chosen = dialect(record.dialect);
  const { secrets: _secrets, ...settings } = tenant;
  return {
    record,
    tenant: settings,
    dialect: chosen,
    options: resolveOptions(chosen.options, record.dialectOptions),
    policy: { successCodes, retryScheduleMs: record.delivery.retryScheduleMs },
    secret: secrets[0] ?? null,
    authorization: openAuthorization(record, box),
    client: openCertificate(record, box),
    validUntil,
    sign: chosen.signer(secrets),
  };
}

/** A secret that a rotation left behind is valid for a time only. */
function openSecrets(record: SubscriptionRecord, tenant: TenantRecord, box: SecretBox, now: number) {
  const sealed = record.usesTenantSecret ? tenant.secrets : record.secrets;
  const context = record.usesTenantSecret
    ? tenantSecretContext(tenant.id)
    : subscriptionSecretContext(record.tenant, record.id);
  const valid = sealed.filter((one) => isValidSecret(one, now));
  const ends = valid.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]));
  return {
    secrets: valid.map(({ ciphertext }) => box.open(ciphertext, context)),
    validUntil: Math.min(Infinity, ...ends),
  };
}
