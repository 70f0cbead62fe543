import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/sla/calendars/new')({ component: NewCalendarPage });

function NewCalendarPage() {
  return <PageHeader title="New calendar" />;
}
