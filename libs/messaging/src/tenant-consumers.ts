import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import { isTenantId } from '@deskhook/domain';
import type { ConsumerDeclaration } from './consumer-declaration.js';

const ACK_PENDING_MAX = 1_000;

/** A helpdesk cannot have consumers of its own under this name. */
export class TenantNameError extends Error {
  override readonly name = 'TenantNameError';
}

/**
 * The consumers that a helpdesk takes its commands and notices from, named like the tenant. They are provisioned for it: who
 * may create consumers may also let the broker publish what they hold on any subject, past all permissions.
 */
export function tenantConsumers(tenant: string): readonly ConsumerDeclaration[] {
  if (!isTenantId(tenant)) throw new TenantNameError(`"${tenant}" is no tenant id`);
  const ours: readonly string[] = Object.values(CONSUMERS);
  if (ours.includes(tenant))
    throw new TenantNameError(
      `"${tenant}" is the name of a consumer of Deskhook's own: choose another tenant id`,
    );
  const common = { durable: tenant, concurrency: 1, ackPendingMax: ACK_PENDING_MAX };
  return [
    { ...common, stream: STREAMS.commands, filter: `commands.${tenant}.>` },
    { ...common, stream: STREAMS.notices, filter: `notices.${tenant}.>` },
  ];
}
