import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/settings/defaults')({ component: DefaultsPage });

function DefaultsPage() {
  return <PageHeader title="Defaults" />;
}
