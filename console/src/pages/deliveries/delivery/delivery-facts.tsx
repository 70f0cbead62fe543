import { Anchor, Group, Paper, SimpleGrid, Text, type AnchorProps } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DeliveryDetail } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { CopyButton } from '../../../ui/copy-button.js';
import { duration } from '../../../ui/format.js';
import { Instant } from '../../../ui/instant.js';
import { useNow } from '../../../ui/now.js';
import { withFilters } from '../delivery-search.js';
import { countDown } from './headline.js';

interface DeliveryFactsProps {
  readonly delivery: DeliveryDetail;
  readonly subscription: { readonly name: string; readonly isKnown: boolean };
}

/** What a delivery is: where to, of which event, since when. */
export function DeliveryFacts({ delivery, subscription }: DeliveryFactsProps) {
  const tenant = useTenant();
  const { id, url, eventId, type, trigger, ticketId, subscriptionId, createdAt } = delivery;
  return (
    <Paper withBorder p="md" component="section" aria-label="Facts">
      <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} spacing="lg" verticalSpacing="md" m={0}>
        <Fact label="Subscription">
          {subscription.isKnown ? (
            <RouteAnchor
              link={{ to: '/t/$tenant/subscriptions/$id', params: { tenant, id: subscriptionId } }}
            >
              {subscription.name}
            </RouteAnchor>
          ) : (
            <Text size="sm" truncate title={subscriptionId}>
              {subscriptionId}
            </Text>
          )}
        </Fact>
        <Fact label="URL" copied={url}>
          <Text size="sm" truncate title={url}>
            {url.replace(/^https?:\/\//, '')}
          </Text>
        </Fact>
        <Fact label="Event" copied={eventId}>
          <RouteAnchor
            link={{ to: '/t/$tenant/events/$id', params: { tenant, id: eventId } }}
            title={eventId}
          >
            {type}
          </RouteAnchor>
        </Fact>
        <Fact label="Ticket">
          {ticketId === null ? (
            <Text size="sm">–</Text>
          ) : (
            <RouteAnchor
              link={{
                to: '/t/$tenant/deliveries',
                params: { tenant },
                search: withFilters({}, { ticket: ticketId }),
              }}
              title="Every delivery of this ticket"
            >
              #{ticketId}
            </RouteAnchor>
          )}
        </Fact>
        <Fact label="Delivery id (webhook-id)" copied={id}>
          <Text size="sm" ff="monospace" truncate title={id}>
            {id}
          </Text>
        </Fact>
        <Fact label="Made">
          <Text size="sm" component="div">
            <Instant at={createdAt} />
          </Text>
        </Fact>
        <Lasted delivery={delivery} />
        {trigger !== null && trigger !== type && (
          <Fact label="Sent as">
            <Text size="sm" truncate title={trigger}>
              {trigger}
            </Text>
          </Fact>
        )}
      </SimpleGrid>
    </Paper>
  );
}

interface FactProps {
  readonly label: string;
  readonly copied?: string;
  readonly children: ReactNode;
}

function Fact({ label, copied, children }: FactProps) {
  return (
    <div style={{ minWidth: 0 }}>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Group component="dd" m={0} gap={4} wrap="nowrap">
        <div style={{ minWidth: 0 }}>{children}</div>
        {copied !== undefined && <CopyButton value={copied} what={label.toLowerCase()} />}
      </Group>
    </div>
  );
}

interface RouteAnchorProps extends Pick<AnchorProps, 'fw'> {
  readonly link: LinkProps;
  readonly title?: string;
  readonly children: ReactNode;
}

function RouteAnchor({ link, children, ...rest }: RouteAnchorProps) {
  return (
    <Anchor
      size="sm"
      truncate
      display="block"
      renderRoot={(props) => <Link {...link} {...props} />}
      {...rest}
    >
      {children}
    </Anchor>
  );
}

/** How long it took from when it was made to the end of its last attempt, or has taken. */
function Lasted({ delivery }: Pick<DeliveryFactsProps, 'delivery'>) {
  const now = useNow();
  const { status, createdAt, updatedAt, attempts } = delivery;
  const isOpen = status === 'pending' || status === 'retrying';
  const last = attempts.at(-1);
  const endedAt = last === undefined ? Date.parse(updatedAt) : Date.parse(last.at) + last.durationMs;
  const ms = Math.max(0, (isOpen ? now : endedAt) - Date.parse(createdAt));
  const label = isOpen ? 'Open for' : status === 'delivered' ? 'Arrived after' : 'Given up after';
  return (
    <Fact label={label}>
      <Text size="sm">{isOpen ? countDown(ms) : duration(ms)}</Text>
    </Fact>
  );
}
