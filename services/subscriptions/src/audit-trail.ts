import type { AuditEntry, AuditNote, Caller } from '@deskhook/contracts';
import { currentCaller } from '@deskhook/runtime';
import type { EntityManager } from 'typeorm';
import { changesBetween, type Snapshot } from './audit-changes.js';
import { insertAuditEntries } from './audit.repository.js';
import type { AuditEntryEntity } from './entities/audit-entry.entity.js';
import { newId } from './new-id.js';

/** Something that was done, with what it was done to before and after; null: not there. */
export interface Audited {
  readonly tenant: string;
  readonly operation: string;
  readonly target: AuditEntry['target'];
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
  readonly result?: AuditEntry['result'];
}

/** Deskhook itself, where nobody has asked. */
const ITSELF: Caller = { kind: 'system', id: 'subscriptions', role: 'root', tenant: null };

/**
 * Writes down what a transaction does, in that transaction: what is changed is told of, and what is not is not. What has
 * changed nothing is left out, unless it failed.
 */
export async function writeAudit(manager: EntityManager, done: readonly Audited[]): Promise<void> {
  const at = new Date();
  const entries = done.flatMap(({ tenant, operation, target, before, after, result = 'ok' }) => {
    const changes = changesBetween(before, after);
    if (result === 'ok' && Object.keys(changes).length === 0) return [];
    return [auditEntry(tenant, { operation, target, changes }, result, at)];
  });
  if (entries.length > 0) await insertAuditEntries(manager, entries);
}

/** The row of an entry, in the name of who is asking. */
export function auditEntry(
  tenant: string,
  { operation, target, changes }: AuditNote,
  result: AuditEntry['result'],
  at: Date,
): AuditEntryEntity {
  const caller: Caller = currentCaller() ?? ITSELF;
  return {
    id: newId('aud', at),
    tenantId: tenant,
    at,
    actorKind: caller.kind,
    actorId: caller.id,
    actorName: caller.kind === 'key' ? caller.name : null,
    actorRole: caller.role,
    operation,
    targetKind: target.kind,
    targetId: target.id,
    targetName: target.name,
    changes,
    result,
    ip: caller.ip ?? null,
    userAgent: caller.userAgent ?? null,
  };
}
