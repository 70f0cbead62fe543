import { Alert, Anchor, Badge, List, Stack, Text, Timeline, Title } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { EventDetail } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { count } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';

interface OfEvent {
  readonly event: EventDetail;
}

/** That none of an event's publications was accepted. */
export function RefusalNote({ event: { refusal } }: OfEvent) {
  const tenant = useTenant();
  if (refusal === null) return null;
  return (
    <Alert color="red" icon={<IconMailOff size={18} />} title="It could not be accepted">
      <Text size="sm">{refusal.detail}</Text>
      <Anchor
        size="sm"
        renderRoot={(props) => (
          <Link to="/t/$tenant/dead-letters/$id" params={{ tenant, id: refusal.deadLetterId }} {...props} />
        )}
      >
        See its dead letter: fix and replay it there
      </Anchor>
    </Alert>
  );
}

/** The fine events that follow from a coarse one. */
export function Derived({ event: { derived } }: OfEvent) {
  if (derived.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-labelledby="derived">
      <Title order={2} size="h4" id="derived">
        Derived events{' '}
        <Text span c="dimmed" fw={400}>
          {count(derived.length)}
        </Text>
      </Title>
      <Text size="sm" c="dimmed">
        What follows from its changes. Subscriptions are matched with these just as with the event itself.
      </Text>
      <List size="sm" spacing={4}>
        {derived.map(({ id, type }) => (
          <List.Item key={id}>
            <Text span size="sm" fw={550}>
              {type}
            </Text>{' '}
            <Text span size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {id}
            </Text>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

const OUTCOMES = {
  evaluated: { label: 'Evaluated', color: 'green' },
  deduplicated: { label: 'Deduplicated', color: 'gray' },
  refused: { label: 'Refused', color: 'red' },
} as const satisfies Record<EventDetail['publications'][number]['outcome'], object>;

/** How often its id came, and what became of each time. */
export function Publications({ event: { publications, publicationCount } }: OfEvent) {
  const unlisted = publicationCount - publications.length;
  return (
    <Stack gap="sm" component="section" aria-labelledby="publications">
      <Title order={2} size="h4" id="publications">
        Publications{' '}
        <Text span c="dimmed" fw={400}>
          {count(publicationCount)}
        </Text>
      </Title>
      <Timeline bulletSize={14} lineWidth={2} active={publications.length}>
        {publications.map(({ receivedAt, outcome, detail }, index) => (
          <Timeline.Item
            // oxlint-disable-next-line react/no-array-index-key -- they have no ids, and only ever grow
            key={`${receivedAt} ${index}`}
            title={
              <Badge variant="light" tt="none" color={OUTCOMES[outcome].color}>
                {OUTCOMES[outcome].label}
              </Badge>
            }
          >
            <Text size="sm">{detail}</Text>
            <Text size="xs" c="dimmed">
              <Instant at={receivedAt} full />
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
      {unlisted > 0 && (
        <Text size="sm" c="dimmed">
          And {count(unlisted)} more.
        </Text>
      )}
    </Stack>
  );
}
