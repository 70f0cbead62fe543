import {
  FailureError,
  isValidSecret,
  sealedSecretsSchema,
  type RpcRequest,
  type Subscription,
  type SubscriptionPatch,
} from '@deskhook/contracts';
import { dialect, type Dialect } from '@deskhook/dialects';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import type { TenantEntity } from './entities/tenant.entity.js';
import { chooseAfterMove, chooseSecret, nextSecret, suits, type SecretChoice } from './secret-choice.js';
import { rotated, type OpenSecret } from './secret-rotation.js';
import type { SigningSecrets } from './signing-secret.js';
import { toSubscription } from './shown-subscription.js';
import { parseStored } from './stored-subscription.js';
import type { Signing } from './subscription-mapping.js';

interface Owner {
  readonly tenant: string;
  readonly id: string;
}

/** What each subscription signs with: its own secrets, or those of its tenant. */
export class SubscriptionSecrets {
  constructor(private readonly secrets: SigningSecrets) {}

  /** For a new subscription. */
  forNew(
    owner: Owner,
    { chosen, given }: { readonly chosen: Dialect; readonly given: string | null | undefined },
    holder: TenantEntity,
    at: Date,
  ): Signing {
    return this.signing(owner, chooseSecret(chosen, given, this.ofTenant(holder, at)));
  }

  /** After a patch; it may have moved the subscription to another dialect. */
  afterPatch(row: SubscriptionEntity, patch: SubscriptionPatch, holder: TenantEntity, at: Date): Signing {
    const from = dialect(parseStored(row).dialect);
    const to = patch.dialect === undefined ? from : dialect(patch.dialect);
    if (patch.secret !== undefined)
      return this.signing(ownerOf(row), chooseSecret(to, patch.secret, this.ofTenant(holder, at)));
    if (to === from) return { secrets: parseStored(row).secrets, usesTenantSecret: row.usesTenantSecret };
    const choice = chooseAfterMove(from, to, this.choiceOf(row, at), this.ofTenant(holder, at));
    return choice === null ? this.kept(row, to, at) : this.signing(ownerOf(row), choice);
  }

  /** After a rotation. Who signed with the tenant's secrets gets one of its own; the tenant's end with the overlap. */
  afterRotation(
    row: SubscriptionEntity,
    holder: TenantEntity,
    input: RpcRequest<'subscriptions.rotate-secret'>['input'],
    at: Date,
  ): Signing {
    const next = nextSecret(dialect(parseStored(row).dialect), input);
    const now = at.getTime();
    const before = row.usesTenantSecret
      ? this.openOfTenant(holder, at)
      : this.secrets.open(ownerOf(row), parseStored(row).secrets, now);
    const after = rotated(before, next, now, input.overlapSeconds * 1000);
    return { secrets: this.secrets.seal(ownerOf(row), after), usesTenantSecret: false };
  }

  /** For a copy: secrets are sealed for one subscription, so they are opened and sealed anew. */
  forCopy(row: SubscriptionEntity, copy: Owner, at: Date): Signing {
    return { secrets: this.secrets.seal(copy, this.opened(row, at)), usesTenantSecret: row.usesTenantSecret };
  }

  /** The subscription as the API shows it to those who may see its own secret. */
  show(row: SubscriptionEntity, holder: TenantEntity): Subscription {
    const secret = this.secrets.current(ownerOf(row), parseStored(row).secrets);
    return toSubscription(row, secret, sealedSecretsSchema.parse(holder.secrets).length > 0);
  }

  private ofTenant(holder: TenantEntity, at: Date): string[] {
    return this.openOfTenant(holder, at).map(({ secret }) => secret);
  }

  private openOfTenant(holder: TenantEntity, at: Date): OpenSecret[] {
    const sealed = sealedSecretsSchema.parse(holder.secrets);
    return this.secrets.open({ tenant: holder.id, id: null }, sealed, at.getTime());
  }

  /** What stays after a move: every secret that is kept must sign, also those that a rotation left behind. */
  private kept(row: SubscriptionEntity, to: Dialect, at: Date): Signing {
    const suited = this.opened(row, at).filter(({ secret }) => suits(to, secret));
    return { secrets: this.secrets.seal(ownerOf(row), suited), usesTenantSecret: row.usesTenantSecret };
  }

  private choiceOf(row: SubscriptionEntity, at: Date): SecretChoice {
    if (row.usesTenantSecret) return { source: 'tenant' };
    const [current] = this.opened(row, at);
    return current === undefined ? { source: 'none' } : { source: 'own', secret: current.secret };
  }

  /** Its own secrets that are valid, all of them: what is made of them must not leave one behind unnoticed. */
  private opened(row: SubscriptionEntity, at: Date): OpenSecret[] {
    const valid = parseStored(row).secrets.filter((one) => isValidSecret(one, at.getTime()));
    const open = this.secrets.open(ownerOf(row), valid, at.getTime());
    if (open.length < valid.length) throw unreadable();
    return open;
  }

  private signing(owner: Owner, choice: SecretChoice): Signing {
    const own = choice.source === 'own' ? [{ secret: choice.secret, expiresAt: null }] : [];
    return { secrets: this.secrets.seal(owner, own), usesTenantSecret: choice.source === 'tenant' };
  }
}

function ownerOf(row: SubscriptionEntity): Owner {
  return { tenant: row.tenantId, id: row.id };
}

function unreadable(): FailureError {
  const detail =
    'Its secret was sealed with another secrets key: rotate it first, or restore DESKHOOK_SECRETS_KEY';
  return new FailureError({ kind: 'conflict', detail });
}
