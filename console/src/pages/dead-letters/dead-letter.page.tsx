import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/dead-letters/$id')({ component: DeadLetterPage });

function DeadLetterPage() {
  return <PageHeader title="Dead letter" />;
}
