import { Anchor, Button, Code, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Subscription } from '../../../api/types.js';
import { useMay } from '../../../app/use-session.js';
import { CopyButton } from '../../../ui/copy-button.js';
import { Card } from '../../../ui/card.js';
import { RotateModal } from './rotate-modal.js';
import { SecretValue } from '../../../ui/secret-value.js';
import { canSign } from './signing.js';
import { useSecret } from './use-secret.js';

interface SecretCardProps {
  readonly tenant: string;
  readonly subscription: Subscription;
}

/** What signs the requests, and how to replace it. */
export function SecretCard({ tenant, subscription }: SecretCardProps) {
  const [isRotating, rotating] = useDisclosure(false);
  const mayConfigure = useMay('configure');
  const { dialect, secretSource } = subscription;
  const mayRotate = mayConfigure && canSign(dialect);
  return (
    <Card
      title="Signing secret"
      side={
        mayRotate && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={14} />}
            onClick={rotating.open}
          >
            {secretSource === 'none' ? 'Make one' : 'Rotate'}
          </Button>
        )
      }
    >
      <Stack gap="xs">
        <Source tenant={tenant} subscription={subscription} />
        <Secret tenant={tenant} subscription={subscription} />
        {subscription.publicKey !== null && <PublicKey publicKey={subscription.publicKey} />}
      </Stack>
      <RotateModal tenant={tenant} subscription={subscription} isOpen={isRotating} onClose={rotating.close} />
    </Card>
  );
}

/** No secret: whoever has it can verify, and nobody can sign with it. */
function PublicKey({ publicKey }: { readonly publicKey: string }) {
  return (
    <Stack gap={2}>
      <Text size="sm">Public key, for receivers</Text>
      <Group gap={4} wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere' }}>{publicKey}</Code>
        <CopyButton value={publicKey} what="public key" />
      </Group>
    </Stack>
  );
}

function Source({ tenant, subscription: { dialect, secretSource } }: SecretCardProps) {
  const mayAdminister = useMay('administer');
  switch (secretSource) {
    case 'own':
      return (
        <Text size="sm" c="dimmed">
          A secret of its own signs every request.
        </Text>
      );
    case 'tenant':
      return (
        <Text size="sm" c="dimmed">
          The tenant’s default secret signs.{' '}
          {mayAdminister && (
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to="/t/$tenant/settings" params={{ tenant }} {...props} />}
            >
              Change it in the settings
            </Anchor>
          )}
        </Text>
      );
    case 'none':
      return (
        <Text size="sm" c="dimmed">
          {canSign(dialect)
            ? 'None: receivers cannot tell who sent a request.'
            : 'None: this helpdesk does not sign. See “Verify” for what its receivers can check.'}
        </Text>
      );
    default:
      return secretSource satisfies never;
  }
}

function Secret({ tenant, subscription }: SecretCardProps) {
  const found = useSecret(tenant, subscription);
  switch (found.kind) {
    case 'known':
      return <SecretValue key={found.secret} secret={found.secret} />;
    case 'loading':
      return <Skeleton h={34} />;
    case 'veiled':
      return (
        <Text size="sm" c="dimmed">
          Your role may not see it.
        </Text>
      );
    case 'none':
      return null;
    default:
      return found satisfies never;
  }
}
