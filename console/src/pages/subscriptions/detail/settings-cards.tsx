import { Badge, Code, Group, List, Stack, Text } from '@mantine/core';
import type { Subscription } from '../../../api/types.js';
import { duration } from '../../../ui/format.js';
import { ConditionView } from '../condition/condition-view.js';
import { DIALECT_LABELS } from '../list/dialect-labels.js';
import { Card } from '../../../ui/card.js';
import { Facts } from '../../../ui/facts.js';
import { actionText, authText, retryText } from './settings-text.js';

interface Shown {
  readonly subscription: Subscription;
}

/** Which events it is about. */
export function SelectionCard({ subscription: { events, condition, actions } }: Shown) {
  return (
    <Card title="When it fires">
      <Stack gap="sm">
        <Group gap={6}>
          {events.map((event) => (
            <Badge key={event} variant="default" tt="none" fw={500} ff="monospace">
              {event}
            </Badge>
          ))}
        </Group>
        {condition === null ? (
          <Text size="sm" c="dimmed">
            Always: there is no condition.
          </Text>
        ) : (
          <ConditionView condition={condition} />
        )}
        {actions.length > 0 && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              The helpdesk is also asked to
            </Text>
            <List size="sm">
              {actions.map((action, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- an action is its place in the order
                <List.Item key={index}>{actionText(action)}</List.Item>
              ))}
            </List>
          </div>
        )}
      </Stack>
    </Card>
  );
}

/** How each delivery is tried. */
export function DeliveryCard({ subscription: { delivery } }: Shown) {
  const { timeoutMs, successCodes, maxRedirects, maxConcurrency, rateLimit, ordering } = delivery;
  return (
    <Card title="Delivery">
      <Facts
        facts={[
          { name: 'Tried again', value: retryText(delivery.retrySchedule) },
          { name: 'Time-out', value: duration(timeoutMs) },
          { name: 'Success', value: successCodes },
          { name: 'Redirects', value: maxRedirects === 0 ? 'not followed' : `up to ${maxRedirects}` },
          { name: 'At once', value: `up to ${maxConcurrency} requests a URL` },
          {
            name: 'Rate',
            value: rateLimit === null ? 'no limit' : `${rateLimit.limit} in ${rateLimit.per}`,
          },
          { name: 'Order', value: ordering === 'ticket' ? 'kept for each ticket' : 'not kept' },
          { name: 'traceparent', value: delivery.traceparent ? 'sent' : 'not sent' },
        ]}
      />
    </Card>
  );
}

/** What goes along with each request, and what does not. */
export function RequestCard({ subscription }: Shown) {
  const { auth, tls, headers, redact, dialect, dialectOptions } = subscription;
  const options = Object.entries(dialectOptions).filter(([, value]) => value !== null);
  return (
    <Card title="Request">
      <Facts
        facts={[
          { name: 'Dialect', value: DIALECT_LABELS[dialect] },
          { name: 'Authentication', value: authText(auth) },
          { name: 'Certificate', value: tls === null ? 'none' : 'a client certificate is shown' },
          { name: 'Headers', value: <Pairs pairs={Object.entries(headers)} /> },
          { name: 'Redacted', value: redact.length === 0 ? 'nothing' : <Codes texts={redact} /> },
          ...(options.length === 0
            ? []
            : [{ name: 'Options', value: <Pairs pairs={options.map(asText)} /> }]),
        ]}
      />
    </Card>
  );
}

const OPTION_SHOWN = 80;

function asText([name, value]: readonly [string, unknown]): readonly [string, string] {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [name, text.length > OPTION_SHOWN ? `${text.slice(0, OPTION_SHOWN)}…` : text];
}

function Pairs({ pairs }: { readonly pairs: readonly (readonly [string, string])[] }) {
  if (pairs.length === 0) return 'none of its own';
  return pairs.map(([name, value]) => (
    <div key={name}>
      <Code>{name}</Code> {value}
    </div>
  ));
}

const Codes = ({ texts }: { readonly texts: readonly string[] }) =>
  texts.map((text) => (
    <div key={text}>
      <Code>{text}</Code>
    </div>
  ));
