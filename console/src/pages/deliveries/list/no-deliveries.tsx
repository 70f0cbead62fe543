import { Button, Group, Text } from '@mantine/core';
import { IconFilterOff, IconSend, IconTicket } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay, useTenant } from '../../../app/use-session.js';
import { CodeBlock } from '../../../ui/code-block.js';
import { EmptyState } from '../../../ui/empty-state.js';
import type { DeliverySearch } from '../delivery-search.js';

interface NothingMatchesProps {
  readonly ticket: DeliverySearch['ticket'];
  readonly onClear: () => void;
}

/** The filters let nothing through; of a ticket its events tell why. */
export function NothingMatches({ ticket, onClear }: NothingMatchesProps) {
  const tenant = useTenant();
  return (
    <EmptyState icon={IconFilterOff} title="No delivery matches these filters">
      <Text size="sm" c="dimmed" ta="center" maw={460}>
        {ticket === undefined
          ? 'There may be others: look at another time, or take filters away.'
          : `Ticket ${ticket} may have had events for which no subscription fired: each of them says why.`}
      </Text>
      <Group justify="center" gap="xs">
        {ticket !== undefined && (
          <Button
            leftSection={<IconTicket size={16} />}
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/events"
                params={{ tenant }}
                search={{ ticket: String(ticket) }}
                {...props}
              />
            )}
          >
            See its events, and why nothing fired
          </Button>
        )}
        <Button variant="default" onClick={onClear}>
          Clear all filters
        </Button>
      </Group>
    </EmptyState>
  );
}

/** Nothing was delivered ever: says how to begin. */
export function NothingYet() {
  const tenant = useTenant();
  const mayPublish = useMay('publish');
  return (
    <EmptyState icon={IconSend} title="Nothing was delivered yet">
      <Text size="sm" c="dimmed" ta="center" maw={520}>
        A delivery is made for each event that a subscription asks for. Make a subscription, then publish an
        event
        {mayPublish ? ', for example by hand:' : '.'}
      </Text>
      {mayPublish && (
        <div style={{ width: 'min(100%, 760px)' }}>
          <CodeBlock title="Publish your first event" language="text" code={firstEvent(tenant)} />
        </div>
      )}
    </EmptyState>
  );
}

function firstEvent(tenant: string): string {
  const event = {
    specversion: '1.0',
    id: 'my-first-event',
    source: '/by-hand',
    type: 'ticket.created',
    data: { ticket: { id: 1, subject: 'Made by hand' } },
  };
  return [
    `curl -X POST '${window.location.origin}/v1/tenants/${tenant}/events'`,
    `-H 'authorization: Bearer YOUR_API_KEY'`,
    `-H 'content-type: application/cloudevents+json'`,
    `-d '${JSON.stringify(event)}'`,
  ].join(' \\\n  ');
}
