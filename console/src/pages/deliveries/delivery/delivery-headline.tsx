import { Button, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DeliveryDetail } from '../../../api/types.js';
import { useMay, useTenant } from '../../../app/use-session.js';
import { confirm } from '../../../ui/confirm.js';
import { notifyDone, notifyProblem } from '../../../ui/notify.js';
import { useNow } from '../../../ui/now.js';
import { PageHeader } from '../../../ui/page-header.js';
import { StatusBadge } from '../../../ui/status-badge.js';
import { replayDelivery } from '../replay/replay-delivery.js';
import { headlineOf } from './headline.js';

interface DeliveryHeadlineProps {
  readonly delivery: DeliveryDetail;
  readonly successCodes: string;
  /** It is sent again: the number of the attempt to come. */
  readonly onReplayed: (attempt: number) => void;
}

/** The answer to "did it arrive, and why not?", and a way to send it again. */
export function DeliveryHeadline({ delivery, successCodes, onReplayed }: DeliveryHeadlineProps) {
  const tenant = useTenant();
  const mayReplay = useMay('replay');
  const { title, text } = headlineOf(delivery, useNow(), successCodes);
  return (
    <PageHeader
      title={title}
      badge={<StatusBadge status={delivery.status} />}
      back={{ link: { to: '/t/$tenant/deliveries', params: { tenant } }, label: 'Deliveries' }}
      description={<Text size="sm">{text ?? `${delivery.type} at ${delivery.url}`}</Text>}
      actions={mayReplay && <ReplayButton delivery={delivery} onReplayed={onReplayed} />}
    />
  );
}

function ReplayButton({ delivery, onReplayed }: Omit<DeliveryHeadlineProps, 'successCodes'>) {
  const tenant = useTenant();
  const queries = useQueryClient();
  const { id, status } = delivery;
  const replay = useMutation({
    mutationFn: () => replayDelivery(tenant, id),
    onSuccess: async ({ attempt }) => {
      notifyDone(`It is on its way again, as attempt ${attempt}`);
      onReplayed(attempt);
      await queries.invalidateQueries({ queryKey: ['delivery', tenant, id] });
      await queries.invalidateQueries({ queryKey: ['deliveries', tenant] });
    },
    onError: notifyProblem,
  });
  // What is on its way already needs no help; a retry can be brought forward.
  if (status === 'pending') return null;
  const ask = () =>
    confirm({
      title: 'Send what has arrived again?',
      text: 'The receiver gets it once more under the same webhook-id. One that does not look at that id processes it twice.',
      confirm: 'Replay',
      isDangerous: false,
      onConfirm: () => replay.mutate(),
    });
  return (
    <Button
      // What has arrived needs no help: nothing to be led to.
      variant={status === 'delivered' ? 'default' : 'filled'}
      leftSection={<IconRepeat size={16} />}
      loading={replay.isPending}
      onClick={() => (status === 'delivered' ? ask() : replay.mutate())}
    >
      {status === 'retrying' ? 'Send now' : 'Replay'}
    </Button>
  );
}
