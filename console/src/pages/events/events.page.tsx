import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/events')({ component: EventsPage });

function EventsPage() {
  return <PageHeader title="Events" />;
}
