import { Alert, Button, Code, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsByField } from '../../api/field-faults.js';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import type { BodyOf, CreatedApiKey } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { CopyButton } from '../../ui/copy-button.js';
import { ErrorState } from '../../ui/error-state.js';
import { isRole, ROLES, type Role } from './roles.js';

interface CreateKeyProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const NAME_MAX = 200;

/** Makes a key, and shows its secret the only time that it can be shown. */
export function CreateKey({ isOpen, onClose }: CreateKeyProps) {
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const close = () => {
    onClose();
    setCreated(null);
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={created === null ? 'Create an API key' : `The key “${created.name}” is created`}
      closeOnClickOutside={created === null}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {created === null ? (
        <KeyForm onCreated={setCreated} />
      ) : (
        <SecretOnce created={created} onClose={close} />
      )}
    </Modal>
  );
}

function KeyForm({ onCreated }: { readonly onCreated: (created: CreatedApiKey) => void }) {
  const tenant = useTenant();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const creating = useMutation({
    mutationFn: (body: BodyOf<'createApiKey'>) =>
      ask(api.POST('/v1/tenants/{tenant}/keys', { params: { path: { tenant } }, body })),
    onSuccess: (created) => {
      void queries.invalidateQueries({ queryKey: ['api-keys', tenant] });
      onCreated(created);
    },
  });
  const problem = creating.isError ? asProblem(creating.error) : null;
  const nameFault = problem === null ? undefined : faultsByField(problem, ['name']).byField['name'];
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        creating.mutate({ name, role });
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          description={`Who or what uses it, in at most ${NAME_MAX} characters. It stands in the audit log.`}
          placeholder="Helpdesk plug-in"
          required
          maxLength={NAME_MAX}
          data-autofocus
          value={name}
          onChange={(changed) => setName(changed.currentTarget.value)}
          error={nameFault}
        />
        <Radio.Group
          label="Role"
          value={role}
          onChange={(chosen) => {
            if (isRole(chosen)) setRole(chosen);
          }}
        >
          <Stack gap="xs" mt={6}>
            {ROLES.map(({ role: value, label, grants }) => (
              <Radio key={value} value={value} label={label} description={grants} />
            ))}
          </Stack>
        </Radio.Group>
        {problem !== null && nameFault === undefined && <ErrorState problem={problem} />}
        <Group justify="flex-end">
          <Button type="submit" loading={creating.isPending} disabled={name.trim() === ''}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface SecretOnceProps {
  readonly created: CreatedApiKey;
  readonly onClose: () => void;
}

function SecretOnce({ created: { key, role }, onClose }: SecretOnceProps) {
  return (
    <Stack>
      <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title="Copy it now">
        It is not stored, and nobody can show it again.
      </Alert>
      <Group gap="xs" wrap="nowrap">
        <Code
          block
          flex={1}
          aria-label="The key"
          style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
        >
          {key}
        </Code>
        <CopyButton value={key} what="the key" />
      </Group>
      <Text size="sm" c="dimmed">
        Role: {role}. It goes into the header <Code>Authorization: Bearer …</Code>
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>I have copied it</Button>
      </Group>
    </Stack>
  );
}
