import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
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

/** In an hour somebody has brought the new secret to the helpdesk. */
const OVERLAP_SECONDS = 3_600;
const SAVED = 'The secret is saved.';

function SecretForm({ connector, onDone }: SecretFormProps) {
  const { hasSecret, kind } = connector;
  const { title, secretMadeBy } = KINDS[kind];
  const isMade = secretMadeBy === 'deskhook';
  const [secret, setSecret] = useState('');
  // A secret that the helpdesk makes counts there already when it is copied.
  const [hasOverlap, setOverlap] = useState(hasSecret && isMade);
  const patch = usePatchConnector(useTenant(), connector, () => {
    notifyDone(
      hasOverlap ? `${SAVED} The old one counts for another hour.` : `${SAVED} No other one counts.`,
    );
    onDone?.();
  });
  const problem = patch.isError ? asProblem(patch.error) : null;
  const fault = problem === null ? undefined : faultsByField(problem, ['secret']).byField['secret'];
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        patch.mutate({
          secret: secret.trim(),
          ...(hasOverlap ? { overlapSeconds: OVERLAP_SECONDS } : {}),
        });
      }}
    >
      <Stack>
        <SecretInput
          label={hasSecret ? 'New secret' : `Secret ${isMade ? 'for' : 'of'} ${title}`}
          description={secretHint(hasSecret, title)}
          value={secret}
          error={fault}
          canMake={isMade}
          onChange={setSecret}
        />
        {hasSecret && (
          <Checkbox
            label="Take the old one for another hour"
            description={`Until ${title} signs with the new one. Not where somebody else may know the old one.`}
            checked={hasOverlap}
            onChange={(changed) => setOverlap(changed.currentTarget.checked)}
          />
        )}
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

function secretHint(hasSecret: boolean, title: string): string {
  return hasSecret
    ? `What ${title} is to sign with from now on.`
    : 'With it you can be sure that what comes is from there.';
}
