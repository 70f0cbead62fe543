import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import { faultsByField } from '../../../api/field-faults.js';
import { asProblem } from '../../../api/problem.js';
import type { Subscription } from '../../../api/types.js';
import { ErrorState } from '../../../ui/error-state.js';
import { fullTime } from '../../../ui/format.js';
import { SecretValue } from '../../../ui/secret-value.js';
import { signsWithSeveral } from './signing.js';

interface RotateModalProps {
  readonly tenant: string;
  readonly subscription: Subscription;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;
const OVERLAPS = [
  { value: '0', label: 'not at all: it ends now' },
  { value: String(HOUR), label: '1 hour' },
  { value: String(DAY), label: '24 hours' },
  { value: String(7 * DAY), label: '7 days' },
  { value: String(30 * DAY), label: '30 days' },
];
const DEFAULT_OVERLAP = String(DAY);

/** Gives a subscription a new secret, and says until when the old one is good. */
export function RotateModal({ tenant, subscription, isOpen, onClose }: RotateModalProps) {
  const title = subscription.secretSource === 'none' ? 'Make a signing secret' : 'Rotate the signing secret';
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size="lg">
      <Rotation tenant={tenant} subscription={subscription} onClose={onClose} />
    </Modal>
  );
}

interface RotationBody {
  readonly overlapSeconds: number;
  readonly secret?: string;
  readonly asymmetric?: boolean;
}

type RotationProps = Omit<RotateModalProps, 'isOpen'>;

function Rotation({ tenant, subscription, onClose }: RotationProps) {
  const rotate = useRotation(tenant, subscription.id);
  const [overlap, setOverlap] = useState(DEFAULT_OVERLAP);
  const [own, setOwn] = useState('');
  const [isAsymmetric, setAsymmetric] = useState(false);
  // As it was when the dialog was opened: the rotation itself gives it a secret.
  const [hadSecret] = useState(subscription.secretSource !== 'none');
  const hasOverlap = hadSecret && signsWithSeveral(subscription.dialect);
  if (rotate.data?.secret != null)
    return (
      <Rotated secret={rotate.data.secret} until={hasOverlap ? rotate.data.until : null} onClose={onClose} />
    );
  const { byField, rest } = rotate.isError
    ? faultsByField(asProblem(rotate.error), ['secret'])
    : { byField: {}, rest: [] };
  return (
    <Stack>
      {hadSecret && !hasOverlap && (
        <Alert color="orange" title="There is room for one signature">
          The new secret signs alone, at once. Receivers refuse requests until they know it.
        </Alert>
      )}
      {hasOverlap && (
        <Select
          label="The old secret stays valid for"
          description="Requests carry a signature of each meanwhile, so that receivers can change over without a gap."
          allowDeselect={false}
          data={OVERLAPS}
          value={overlap}
          onChange={(value) => setOverlap(value ?? DEFAULT_OVERLAP)}
        />
      )}
      <TextInput
        label="New secret"
        description="Left empty, one is made that fits the dialect."
        autoComplete="off"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={own}
        disabled={isAsymmetric}
        error={'secret' in byField ? byField.secret : undefined}
        onChange={(changed) => setOwn(changed.currentTarget.value)}
      />
      {signsWithSeveral(subscription.dialect) && (
        <Checkbox
          label="Make a pair of keys instead (Ed25519)"
          description="Receivers verify with the public half, and cannot sign themselves."
          checked={isAsymmetric}
          onChange={(changed) => setAsymmetric(changed.currentTarget.checked)}
        />
      )}
      {rotate.isError && (rest.length > 0 || !('secret' in byField)) && (
        <ErrorState problem={asProblem(rotate.error)} />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={rotate.isPending}
          onClick={() =>
            rotate.mutate({
              overlapSeconds: hasOverlap ? Number(overlap) : 0,
              ...secretOf(isAsymmetric, own.trim()),
            })
          }
        >
          {hadSecret ? 'Rotate' : 'Make it'}
        </Button>
      </Group>
    </Stack>
  );
}

/** What the API is told of the new secret; nothing: it makes one. */
function secretOf(isAsymmetric: boolean, own: string): Pick<RotationBody, 'secret' | 'asymmetric'> {
  if (isAsymmetric) return { asymmetric: true };
  return own === '' ? {} : { secret: own };
}

interface RotatedProps {
  readonly secret: string;
  /** Epoch milliseconds at which the old one ends; null: it signs no more. */
  readonly until: number | null;
  readonly onClose: () => void;
}

function Rotated({ secret, until, onClose }: RotatedProps) {
  return (
    <Stack>
      <Alert color="green" icon={<IconCheck size={18} />} title="This is the new secret">
        <Text size="sm">Give it to the receivers now.</Text>
        {until !== null && <Text size="sm">The old one is valid until {fullTime(until)}.</Text>}
      </Alert>
      <SecretValue secret={secret} what="new secret" isShownAtFirst />
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}

function useRotation(tenant: string, id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: RotationBody) => {
      const params = { path: { tenant, id } };
      const call = api.POST('/v1/tenants/{tenant}/subscriptions/{id}/rotate-secret', { params, body });
      const { secret } = await ask(call);
      const ends = Date.now() + body.overlapSeconds * 1_000;
      return { secret, until: body.overlapSeconds === 0 ? null : ends };
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['subscription', tenant, id] });
      void queries.invalidateQueries({ queryKey: ['subscriptions', tenant] });
    },
  });
}
