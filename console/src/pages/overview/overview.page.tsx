import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/')({ component: OverviewPage });

function OverviewPage() {
  return <PageHeader title="Overview" />;
}
