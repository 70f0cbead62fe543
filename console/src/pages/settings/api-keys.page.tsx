import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/settings/api-keys')({ component: ApiKeysPage });

function ApiKeysPage() {
  return <PageHeader title="API keys" />;
}
