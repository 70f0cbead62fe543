import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { PolicyCard } from './policy-card.js';
import { SlaTabs } from './sla-tabs.js';
import { StarterButton } from './starter-button.js';
import { calendarsQuery } from './use-calendars.js';
import { policiesQuery } from './use-policies.js';

export const Route = createLazyRoute('/t/$tenant/sla/policies')({ component: SlaPoliciesPage });

/** The tenant's policies, in the order in which they are tried. */
function SlaPoliciesPage() {
  const tenant = useTenant();
  const policies = useQuery(policiesQuery(tenant));
  const calendars = useQuery(calendarsQuery(tenant));
  const mayConfigure = useMay('configure');
  const isEmpty = policies.data?.items.length === 0;
  const inOrder = policies.data?.items.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  const nameOf = (id: string | null) => calendars.data?.items.find((calendar) => calendar.id === id)?.name;
  return (
    <>
      <PageHeader
        title="SLA policies"
        description="Of the policies whose condition a ticket meets, the first one here applies."
        actions={mayConfigure && !isEmpty ? <NewPolicy /> : undefined}
      />
      <SlaTabs />
      {policies.isError && (
        <ErrorState problem={asProblem(policies.error)} onRetry={() => void policies.refetch()} />
      )}
      {policies.isPending && <Skeleton h={220} />}
      {isEmpty && (
        <EmptyState icon={IconTargetArrow} title="No policy yet">
          <p>
            A policy promises a response or a resolution within a time, and tells as <code>sla.warning</code>{' '}
            and <code>sla.breached</code> when that comes close or is broken.
          </p>
          {mayConfigure && (
            <Group>
              <StarterButton />
              <NewPolicy isPlain />
            </Group>
          )}
        </EmptyState>
      )}
      <Stack>
        {inOrder?.map((policy) => (
          <PolicyCard key={policy.id} policy={policy} calendar={nameOf(policy.calendar)} />
        ))}
      </Stack>
    </>
  );
}

function NewPolicy({ isPlain = false }: { readonly isPlain?: boolean }) {
  const tenant = useTenant();
  return (
    <Button
      variant={isPlain ? 'default' : 'filled'}
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/t/$tenant/sla/policies/new" params={{ tenant }} {...props} />}
    >
      New policy
    </Button>
  );
}
