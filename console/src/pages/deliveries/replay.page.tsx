import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/replays/$id')({ component: ReplayPage });

function ReplayPage() {
  return <PageHeader title="Replay" />;
}
