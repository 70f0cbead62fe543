import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/tickets/$id')({ component: TicketPage });

function TicketPage() {
  return <PageHeader title="Ticket" />;
}
