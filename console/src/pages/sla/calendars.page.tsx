import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/sla/calendars')({ component: CalendarsPage });

function CalendarsPage() {
  return <PageHeader title="Calendars" />;
}
