import { Alert, Code, Grid, Group, List, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { Card } from '../../ui/card.js';
import { CopyButton } from '../../ui/copy-button.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { ConnectorActions } from './connector-actions.js';
import type { Connector } from './connector-draft.js';
import { GuideCard } from './guide-card.js';
import { KINDS } from './kinds.js';
import { RequestsCard } from './requests-card.js';
import { SecretCard } from './secret-card.js';
import { SettingsForm, SettingsShown } from './settings-card.js';
import { ConnectorStatus } from './status-badge.js';
import { addressOf, connectorQuery } from './use-connectors.js';

export const Route = createLazyRoute('/t/$tenant/connectors/$id')({ component: ConnectorPage });

/** What somebody writes in the form is not replaced by what others have saved meanwhile. */
const UNDISTURBED = { refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

/** One connector: what to enter in the helpdesk, and what is made of what comes. */
function ConnectorPage() {
  const tenant = useTenant();
  const { id } = useParams({ from: '/t/$tenant/connectors/$id' });
  const mayConfigure = useMay('configure');
  const { data, error, isError, refetch } = useQuery({ ...connectorQuery(tenant, id), ...UNDISTURBED });
  return (
    <>
      <PageHeader
        title={data?.name ?? 'Connector'}
        badge={data !== undefined && <ConnectorStatus connector={data} />}
        back={{ link: { to: '/t/$tenant/connectors', params: { tenant } }, label: 'Connectors' }}
        description={data === undefined ? undefined : KINDS[data.kind].title}
        actions={mayConfigure && data !== undefined ? <ConnectorActions connector={data} /> : undefined}
      />
      {data !== undefined ? (
        <Shown key={id} connector={data} />
      ) : isError ? (
        <ErrorState problem={asProblem(error)} onRetry={() => void refetch()} />
      ) : (
        <Skeleton h={420} />
      )}
    </>
  );
}

function Shown({ connector }: { readonly connector: Connector }) {
  const tenant = useTenant();
  const mayConfigure = useMay('configure');
  const { name, options } = connector;
  return (
    <Stack>
      <Warnings warnings={connector.warnings} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <AddressCard connector={connector} />
            <SecretCard connector={connector} />
            <Card title="Settings">
              {mayConfigure ? (
                // What it holds is there anew when that was changed, and is kept while only its secret or status was.
                <SettingsForm key={JSON.stringify([name, options])} connector={connector} />
              ) : (
                <SettingsShown connector={connector} />
              )}
            </Card>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <RequestsCard tenant={tenant} connector={connector} />
            <GuideCard kind={connector.kind} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function Warnings({ warnings }: Pick<Connector, 'warnings'>) {
  if (warnings.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle size={18} />} title="It does not work yet">
      <List size="sm">
        {warnings.map((warning) => (
          <List.Item key={warning}>{warning}.</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function AddressCard({ connector }: { readonly connector: Connector }) {
  const address = addressOf(connector);
  return (
    <Card title="Address">
      <Group gap={4} wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
        <CopyButton value={address} what="the address" />
      </Group>
    </Card>
  );
}
