import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/sla')({ component: SlaClocksPage });

function SlaClocksPage() {
  return <PageHeader title="Running clocks" />;
}
