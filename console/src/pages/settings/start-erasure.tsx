import { Alert, Button, Group, List, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api/client.js';
import { faultsByField } from '../../api/field-faults.js';
import { asProblem } from '../../api/problem.js';
import { useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { notifyDone } from '../../ui/notify.js';
import { personOf, type Person } from './erasure-progress.js';

interface StartErasureProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks whom to erase; they are named twice, since nothing brings them back. */
export function StartErasure({ isOpen, onClose }: StartErasureProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Erase a person"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ErasureForm onClose={onClose} />
    </Modal>
  );
}

function ErasureForm({ onClose }: { readonly onClose: () => void }) {
  const [kind, setKind] = useState<'email' | 'requesterId'>('email');
  const [who, setWho] = useState('');
  const [again, setAgain] = useState('');
  const erasing = useStart(onClose);
  const problem = erasing.isError ? asProblem(erasing.error) : null;
  const fault = problem === null ? undefined : faultsByField(problem, [kind]).byField[kind];
  const isSame = who.trim() !== '' && who.trim() === again.trim();
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (isSame) erasing.mutate(personOf(kind, who));
      }}
    >
      <Stack>
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title="This cannot be taken back">
          <List size="sm">
            <List.Item>
              It covers everything that was accepted until now: events, bodies, answers, errors.
            </List.Item>
            <List.Item>What was erased cannot be replayed.</List.Item>
            <List.Item>What has not been delivered yet still goes out as it was published.</List.Item>
          </List>
        </Alert>
        <SegmentedControl
          aria-label="Named by"
          data={[
            { value: 'email', label: 'By e-mail address' },
            { value: 'requesterId', label: 'By the helpdesk’s id' },
          ]}
          value={kind}
          onChange={(value) => setKind(value === 'requesterId' ? 'requesterId' : 'email')}
        />
        <TextInput
          label={kind === 'email' ? 'E-mail address' : 'Id of the person'}
          type={kind === 'email' ? 'email' : 'text'}
          required
          autoComplete="off"
          value={who}
          onChange={(changed) => setWho(changed.currentTarget.value)}
          error={fault}
        />
        <TextInput
          label="The same again, to confirm"
          required
          autoComplete="off"
          value={again}
          onChange={(changed) => setAgain(changed.currentTarget.value)}
        />
        {problem !== null && fault === undefined && <ErrorState problem={problem} />}
        <Group justify="flex-end">
          <Button type="submit" color="red" disabled={!isSame} loading={erasing.isPending}>
            Erase
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useStart(onClose: () => void) {
  const tenant = useTenant();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Person) =>
      ask(api.POST('/v1/tenants/{tenant}/erasures', { params: { path: { tenant } }, body })),
    onSuccess: () => {
      notifyDone('The erasure has begun.');
      void queries.invalidateQueries({ queryKey: ['erasures', tenant] });
      onClose();
    },
  });
}
