import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/settings/erasures')({ component: ErasuresPage });

function ErasuresPage() {
  return <PageHeader title="Erasures" />;
}
