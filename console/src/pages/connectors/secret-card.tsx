import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { faultsByField } from '../../api/field-faults.js';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { Card } from '../../ui/card.js';
import { ErrorState } from '../../ui/error-state.js';
import { notifyDone } from '../../ui/notify.js';
import { SecretValue } from '../../ui/secret-value.js';
import type { Connector } from './connector-draft.js';
import { KINDS } from './kinds.js';
import { SecretInput } from './secret-input.js';
import { usePatchConnector } from './use-connectors.js';

interface OfConnector {
  readonly connector: Connector;
}

/** What the helpdesk signs with. */
export function SecretCard({ connector }: OfConnector) {
  const [isReplacing, replacing] = useDisclosure(false);
  const mayConfigure = useMay('configure');
  const { secret, hasSecret } = connector;
  return (
    <Card
      title="Secret"
      side={
        mayConfigure &&
        hasSecret && (
          <Button size="compact-sm" variant="default" onClick={replacing.open}>
            Replace …
          </Button>
        )
      }
    >
      {secret !== null && <SecretValue key={secret} secret={secret} />}
      {secret === null && <NoSecret connector={connector} />}
      <Modal
        opened={isReplacing}
        onClose={replacing.close}
        title="Replace the secret"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <SecretForm connector={connector} onDone={replacing.close} />
      </Modal>
    </Card>
  );
}

function NoSecret({ connector }: OfConnector) {
  const mayConfigure = useMay('configure');
  if (mayConfigure && !connector.hasSecret) return <SecretForm connector={connector} />;
  return (
    <Text size="sm" c="dimmed">
      {secretText(connector, mayConfigure)}
    </Text>
  );
}

function secretText({ hasSecret }: Connector, mayConfigure: boolean): string {
  if (!hasSecret) return 'It has none yet.';
  return mayConfigure ? 'It cannot be read any more: replace it.' : 'Your role may not see it.';
}

interface SecretFormProps extends OfConnector {
  readonly onDone?: () => void;
}

function SecretForm({ connector, onDone }: SecretFormProps) {
  const tenant = useTenant();
  const patch = usePatchConnector(tenant, connector, () => {
    notifyDone('The secret is saved. Nothing that is signed with another one is taken.');
    onDone?.();
  });
  const [secret, setSecret] = useState('');
  const { title, secretMadeBy } = KINDS[connector.kind];
  const problem = patch.isError ? asProblem(patch.error) : null;
  const fault = problem === null ? undefined : faultsByField(problem, ['secret']).byField['secret'];
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        patch.mutate({ secret: secret.trim() });
      }}
    >
      <Stack>
        <SecretInput
          label={
            connector.hasSecret
              ? 'New secret'
              : `Secret ${secretMadeBy === 'deskhook' ? 'for' : 'of'} ${title}`
          }
          description={
            connector.hasSecret
              ? `It takes the place of the old one at once: ${title} is refused until it signs with the new one.`
              : 'With it you can be sure that what comes is from there.'
          }
          value={secret}
          error={fault}
          canMake={secretMadeBy === 'deskhook'}
          onChange={setSecret}
        />
        {problem !== null && fault === undefined && <ErrorState problem={problem} />}
        <Group>
          <Button type="submit" loading={patch.isPending} disabled={secret.trim() === ''}>
            Save the secret
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
