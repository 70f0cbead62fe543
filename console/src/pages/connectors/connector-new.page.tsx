import { Button, Grid, Group, Paper, Radio, Stack } from '@mantine/core';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { notifyDone } from '../../ui/notify.js';
import { NotAllowed } from '../../ui/not-allowed.js';
import { PageHeader } from '../../ui/page-header.js';
import { draftOf, hasRowProblem, optionsBody } from './connector-draft.js';
import { DraftFields, draftFaults, RestOfProblem } from './draft-fields.js';
import { GuideCard } from './guide-card.js';
import { isKind, KIND_NAMES, KINDS, type ConnectorKind } from './kinds.js';
import { SecretInput } from './secret-input.js';
import { useCreateConnector } from './use-connectors.js';

export const Route = createLazyRoute('/t/$tenant/connectors/new')({ component: NewConnectorPage });

function NewConnectorPage() {
  const tenant = useTenant();
  const [kind, setKind] = useState<ConnectorKind | null>(null);
  const back = { link: { to: '/t/$tenant/connectors', params: { tenant } }, label: 'Connectors' } as const;
  if (!useMay('configure'))
    return (
      <>
        <PageHeader title="New connector" back={back} />
        <NotAllowed what="connectors" />
      </>
    );
  return (
    <>
      <PageHeader title="New connector" back={back} />
      <Stack gap="lg">
        <KindInput kind={kind} onChange={setKind} />
        {kind !== null && (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Paper withBorder p="md">
                <NewForm key={kind} kind={kind} />
              </Paper>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <GuideCard kind={kind} />
            </Grid.Col>
          </Grid>
        )}
      </Stack>
    </>
  );
}

interface KindInputProps {
  readonly kind: ConnectorKind | null;
  readonly onChange: (kind: ConnectorKind) => void;
}

function KindInput({ kind, onChange }: KindInputProps) {
  return (
    <Radio.Group
      label="Which helpdesk sends?"
      value={kind}
      onChange={(chosen) => {
        if (isKind(chosen)) onChange(chosen);
      }}
    >
      <Group gap="lg" mt="xs">
        {KIND_NAMES.map((name) => (
          <Radio key={name} value={name} label={KINDS[name].title} />
        ))}
      </Group>
    </Radio.Group>
  );
}

function NewForm({ kind }: { readonly kind: ConnectorKind }) {
  const tenant = useTenant();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(kind));
  const [secret, setSecret] = useState('');
  const creating = useCreateConnector(tenant);
  const problem = creating.isError ? asProblem(creating.error) : null;
  const faults = draftFaults(problem, draft);
  const { title, secretMadeBy } = KINDS[kind];
  const create = () => {
    const own = secret.trim() === '' ? {} : { secret: secret.trim() };
    const body = { kind, name: draft.name.trim(), options: optionsBody(kind, draft), ...own };
    creating.mutate(body, {
      onSuccess: ({ id, name }) => {
        notifyDone(`“${name}” is made. Enter its address in ${title}.`);
        void navigate({ to: '/t/$tenant/connectors/$id', params: { tenant, id }, replace: true });
      },
    });
  };
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        create();
      }}
    >
      <Stack>
        <RestOfProblem problem={problem} draft={draft} />
        <DraftFields kind={kind} draft={draft} onChange={setDraft} faults={faults} />
        <SecretInput
          label="Secret"
          description={
            secretMadeBy === 'deskhook'
              ? 'Left empty, one is made.'
              : `${title} makes it. Left empty, it is entered later: the address is needed first.`
          }
          value={secret}
          error={faults['secret']}
          canMake={false}
          onChange={setSecret}
        />
        <Group>
          <Button
            type="submit"
            loading={creating.isPending}
            disabled={draft.name.trim() === '' || hasRowProblem(draft)}
          >
            Make the connector
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
