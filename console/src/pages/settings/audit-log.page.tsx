import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/settings/audit-log')({ component: AuditLogPage });

function AuditLogPage() {
  return <PageHeader title="Audit log" />;
}
