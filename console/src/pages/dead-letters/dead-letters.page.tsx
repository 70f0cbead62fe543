import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/dead-letters')({ component: DeadLettersPage });

function DeadLettersPage() {
  return <PageHeader title="Dead letters" />;
}
