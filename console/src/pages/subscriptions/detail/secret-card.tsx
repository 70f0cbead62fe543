import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, ask } from '../../../api/client.js';
import type { Subscription } from '../../../api/types.js';
import { useMay } from '../../../app/use-session.js';
import { Card } from './card.js';
import { RotateModal } from './rotate-modal.js';
import { SecretValue } from './secret-value.js';
import { canSign } from './signing.js';

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
      </Stack>
      <RotateModal tenant={tenant} subscription={subscription} isOpen={isRotating} onClose={rotating.close} />
    </Card>
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

function Secret({ tenant, subscription: { hasSecret, secret, secretSource } }: SecretCardProps) {
  const mayAdminister = useMay('administer');
  const shared = useQuery({
    queryKey: ['tenant', tenant],
    queryFn: ({ signal }) => ask(api.GET('/v1/tenants/{tenant}', { params: { path: { tenant } }, signal })),
    enabled: secretSource === 'tenant' && mayAdminister,
  });
  const known = secret ?? (secretSource === 'tenant' ? shared.data?.defaultSecret : null);
  if (known != null) return <SecretValue key={known} secret={known} />;
  if (!hasSecret || shared.isLoading) return null;
  return (
    <Text size="sm" c="dimmed">
      Your role may not see it.
    </Text>
  );
}
