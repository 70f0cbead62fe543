import { Badge, Button, Group, Modal, PasswordInput, Select, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import type { Tenant } from '../../api/types.js';
import { useMay } from '../../app/use-session.js';
import { confirm } from '../../ui/confirm.js';
import { notifyDone, notifyProblem } from '../../ui/notify.js';
import { SecretValue } from '../../ui/secret-value.js';
import { usePatchTenant, useTenantChanged } from './use-tenant-record.js';

interface OfTenant {
  readonly tenant: Tenant;
}

/** The secret that signs for subscriptions which brought none. */
export function DefaultSecret({ tenant }: OfTenant) {
  const mayAdminister = useMay('administer');
  return (
    <Stack gap="sm" component="section" aria-labelledby="default-secret">
      <Group gap="sm">
        <Title order={2} size="h4" id="default-secret">
          Default secret
        </Title>
        <Badge variant="light" tt="none" color={tenant.hasDefaultSecret ? 'green' : 'gray'}>
          {tenant.hasDefaultSecret ? 'set' : 'not set'}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        Signs for the subscriptions that were created without a secret of their own, in dialects that accept
        it.
      </Text>
      {tenant.defaultSecret !== null && (
        <SecretValue key={tenant.defaultSecret} secret={tenant.defaultSecret} what="default secret" />
      )}
      {mayAdminister && <SecretActions tenant={tenant} />}
    </Stack>
  );
}

function SecretActions({ tenant }: OfTenant) {
  const [isRotating, rotating] = useDisclosure(false);
  const [isSetting, setting] = useDisclosure(false);
  const patch = usePatchTenant(tenant.id);
  const remove = () =>
    confirm({
      title: 'Remove the default secret?',
      text: 'Subscriptions that sign with it send unsigned from now on, and their receivers may refuse that.',
      confirm: 'Remove the secret',
      onConfirm: () =>
        patch.mutate(
          { defaultSecret: null },
          { onSuccess: () => notifyDone('The default secret is removed.'), onError: notifyProblem },
        ),
    });
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" onClick={rotating.open}>
        {tenant.hasDefaultSecret ? 'Rotate …' : 'Make a secret …'}
      </Button>
      <Button size="xs" variant="default" onClick={setting.open}>
        Set your own …
      </Button>
      {tenant.hasDefaultSecret && (
        <Button size="xs" variant="subtle" color="red" loading={patch.isPending} onClick={remove}>
          Remove
        </Button>
      )}
      <RotateSecret tenant={tenant} isOpen={isRotating} onClose={rotating.close} />
      <OwnSecret tenant={tenant} isOpen={isSetting} onClose={setting.close} />
    </Group>
  );
}

interface SecretDialogProps extends OfTenant {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const OVERLAPS = [
  { value: '0', label: 'End at once' },
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
  { value: '2592000', label: '30 days' },
] as const;
const DAY = '86400';

function RotateSecret({ tenant: { id, hasDefaultSecret }, isOpen, onClose }: SecretDialogProps) {
  const [overlap, setOverlap] = useState<string>(DAY);
  const onChanged = useTenantChanged(id);
  const rotation = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/v1/tenants/{tenant}/rotate-secret', {
          params: { path: { tenant: id } },
          body: { overlapSeconds: Number(overlap) },
        }),
      ),
    onSuccess: (changed) => {
      onChanged(changed);
      onClose();
      notifyDone(hasDefaultSecret ? 'There is a new default secret.' : 'The default secret is made.');
    },
    onError: notifyProblem,
  });
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={hasDefaultSecret ? 'Rotate the default secret' : 'Make a default secret'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm">
          A new secret is made and signs from now on.
          {hasDefaultSecret && ' While the old one is still valid, what is sent carries a signature of each.'}
        </Text>
        {hasDefaultSecret && (
          <Select
            label="The old secret stays valid for"
            description="Time to tell the receivers the new one."
            data={[...OVERLAPS]}
            value={overlap}
            allowDeselect={false}
            onChange={(value) => setOverlap(value ?? DAY)}
          />
        )}
        <Group justify="flex-end">
          <Button loading={rotation.isPending} onClick={() => rotation.mutate()}>
            {hasDefaultSecret ? 'Rotate' : 'Make'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function OwnSecret({ tenant: { id, hasDefaultSecret }, isOpen, onClose }: SecretDialogProps) {
  const [secret, setSecret] = useState('');
  const patch = usePatchTenant(id);
  const save = () =>
    patch.mutate(
      { defaultSecret: secret.trim() },
      {
        onSuccess: () => {
          setSecret('');
          onClose();
          notifyDone('The default secret is set.');
        },
      },
    );
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Set your own secret"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          save();
        }}
      >
        <Stack>
          <PasswordInput
            label="Secret"
            description={
              hasDefaultSecret ? 'It takes the place of the old one at once, without an overlap.' : undefined
            }
            required
            autoComplete="off"
            value={secret}
            onChange={(changed) => setSecret(changed.currentTarget.value)}
            error={patch.isError ? asProblem(patch.error).detail : undefined}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={patch.isPending} disabled={secret.trim() === ''}>
              Set the secret
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
