import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/sla/calendars/$id')({ component: CalendarPage });

function CalendarPage() {
  return <PageHeader title="Calendar" />;
}
