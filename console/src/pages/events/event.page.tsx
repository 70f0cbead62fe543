import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/events/$id')({ component: EventPage });

function EventPage() {
  return <PageHeader title="Event" />;
}
