import { auditEntrySchema, type AuditEntry } from '@deskhook/contracts';
import type { AuditEntryEntity } from './entities/audit-entry.entity.js';

/** An entry as the API shows it. */
export function toAuditEntry(row: AuditEntryEntity): AuditEntry {
  const { id, operation, changes, result, ip, userAgent } = row;
  const actor = { kind: row.actorKind, id: row.actorId, name: row.actorName, role: row.actorRole };
  const target = { kind: row.targetKind, id: row.targetId, name: row.targetName };
  const at = row.at.toISOString();
  return auditEntrySchema.parse({ id, at, actor, operation, target, changes, result, ip, userAgent });
}
