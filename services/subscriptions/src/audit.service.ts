import { type AuditEntry, type RpcAnswer, type RpcRequest } from '@deskhook/contracts';
import type { Database } from '@deskhook/database';
import { currentCaller } from '@deskhook/runtime';
import type { EntityManager } from 'typeorm';
import { auditEntry } from './audit-trail.js';
import { toAuditEntry } from './audit-mapping.js';
import { hasAuditEntries, insertAuditEntries, listAuditEntries } from './audit.repository.js';
import { noTenant } from './not-found.js';
import { decodeCursor, toPage } from './page-cursor.js';
import { findTenant } from './tenants.repository.js';

const SORT = '-at';

/** Shows the audit log, and notes what other services tell. */
export class AuditService {
  constructor(private readonly database: Database) {}

  async list({
    tenant,
    query,
  }: RpcRequest<'subscriptions.audit.list'>): Promise<RpcAnswer<'subscriptions.audit.list'>> {
    const before = decodeCursor(query.cursor, SORT);
    const rows = await this.database.run(async (manager) => {
      const since = await readableSince(manager, tenant);
      return listAuditEntries(manager, { ...query, tenant, since }, before?.id ?? null, query.limit + 1);
    });
    return toPage(rows, query.limit, SORT, {
      item: (row): AuditEntry => toAuditEntry(row),
      position: ({ at, id }) => ({ value: at.toISOString(), id }),
    });
  }

  async record({ tenant, ...note }: RpcRequest<'subscriptions.audit.record'>): Promise<object> {
    const entry = auditEntry(tenant, note, 'ok', new Date());
    await this.database.run((manager) => insertAuditEntries(manager, [entry]));
    return {};
  }
}

/**
 * From when on the caller may read; null: from the beginning. A tenant's id may be used again after its deletion, and what
 * its namesake did before is for the operator alone, who also sees what became of tenants that are gone.
 */
async function readableSince(manager: EntityManager, tenant: string): Promise<Date | null> {
  const row = await findTenant(manager, tenant);
  const isOperator = currentCaller()?.kind === 'root';
  if (row === null && !(isOperator && (await hasAuditEntries(manager, tenant)))) throw noTenant(tenant);
  return isOperator ? null : (row?.createdAt ?? null);
}
