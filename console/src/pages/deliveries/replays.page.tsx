import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/replays')({ component: ReplaysPage });

function ReplaysPage() {
  return <PageHeader title="Replays" />;
}
