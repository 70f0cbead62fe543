import {
  Accordion,
  Alert,
  Anchor,
  Badge,
  Button,
  Group,
  SegmentedControl,
  Stack,
  Text,
  ThemeIcon,
  Title,
} from '@mantine/core';
import { IconCheck, IconMinus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { EventDetail } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { FilterInput } from '../../ui/filter-input.js';
import { count } from '../../ui/format.js';
import { ConditionView } from '../subscriptions/condition/condition-view.js';
import { explanationSearch } from './event-search.js';
import { hasTests, REASON_LABELS, selected, type SubscriptionExplanation } from './firing-reasons.js';

interface EventSubscriptionsProps {
  readonly event: EventDetail;
  /** Asks for more explanations; undefined where there can be none. */
  readonly onAll: (() => void) | undefined;
}

const FROM = '/t/$tenant/events/$id';
const SHOWN = 50;

/** For every subscription of the tenant: whether it fired, and why. */
export function EventSubscriptions({ event, onAll }: EventSubscriptionsProps) {
  const { explanations, explanationsDetail, explanationsTruncated } = event;
  const { show = 'all', q } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const [shown, setShown] = useState(SHOWN);
  if (explanations === null)
    return (
      <Section title="Subscriptions">
        <Alert color="yellow" title="Why subscriptions did or did not fire cannot be told at the moment">
          {explanationsDetail}
        </Alert>
      </Section>
    );
  const found = selected(explanations, { show, q: q ?? '' });
  const fired = explanations.filter((each) => each.fired).length;
  return (
    <Section title={`Subscriptions: ${count(fired)} of ${count(explanations.length)} fired`}>
      <Group gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="Which subscriptions"
          data={[
            { value: 'all', label: 'All' },
            { value: 'fired', label: 'Fired' },
            { value: 'silent', label: 'Did not fire' },
          ]}
          value={show}
          onChange={(value) =>
            void navigate({ search: (old) => explanationSearch({ ...old, show: value }), replace: true })
          }
        />
        <FilterInput
          aria-label="Search the subscriptions"
          placeholder="Name or reason"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={q}
          onChange={(text) =>
            void navigate({ search: (old) => explanationSearch({ ...old, q: text }), replace: true })
          }
        />
      </Group>
      {found.length === 0 ? (
        <Text size="sm" c="dimmed">
          {explanations.length === 0 ? 'The tenant has no subscriptions.' : 'None of them.'}
        </Text>
      ) : (
        <Accordion multiple variant="contained" order={3}>
          {found.slice(0, shown).map((each) => (
            <Explained key={each.subscriptionId} explained={each} published={event.type} />
          ))}
        </Accordion>
      )}
      {found.length > shown && (
        <Button variant="default" size="xs" w="fit-content" onClick={() => setShown(shown + SHOWN)}>
          Show {count(Math.min(SHOWN, found.length - shown))} more of {count(found.length)}
        </Button>
      )}
      {explanationsTruncated && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            These are the first {count(explanations.length)}, those that fire before the others; the tenant
            has more.
          </Text>
          {onAll !== undefined && (
            <Button size="compact-xs" variant="default" onClick={onAll}>
              Explain more
            </Button>
          )}
        </Group>
      )}
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack gap="sm" component="section" aria-labelledby="subscriptions">
      <Title order={2} size="h4" id="subscriptions">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

interface ExplainedProps {
  readonly explained: SubscriptionExplanation;
  /** Type of the event that was published; the one that was looked at may be derived from it. */
  readonly published: string;
}

function Explained({ explained, published }: ExplainedProps) {
  const { subscriptionId, name, fired, reason, detail, eventType, explanation } = explained;
  const tenant = useTenant();
  return (
    <Accordion.Item value={subscriptionId}>
      <Accordion.Control
        icon={
          <ThemeIcon size={26} radius="xl" variant="light" color={fired ? 'green' : 'gray'} aria-hidden>
            {fired ? <IconCheck size={16} /> : <IconMinus size={16} />}
          </ThemeIcon>
        }
      >
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Badge variant="light" tt="none" color={fired ? 'green' : 'gray'} style={{ flexShrink: 0 }}>
            {REASON_LABELS[reason]}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          {eventType !== published && (
            <Text size="sm">
              What was looked at is the derived <strong>{eventType}</strong>.
            </Text>
          )}
          {hasTests(explained) ? (
            <ConditionView condition={explanation} explanation={explanation} />
          ) : (
            <Text size="sm" c="dimmed">
              It has no condition: the type alone decides.
            </Text>
          )}
          <Anchor
            size="sm"
            w="fit-content"
            renderRoot={(props) => (
              <Link to="/t/$tenant/subscriptions/$id" params={{ tenant, id: subscriptionId }} {...props} />
            )}
          >
            Open the subscription
          </Anchor>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
