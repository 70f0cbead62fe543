import {
  Fieldset,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { spokenSchedule } from '../subscriptions/form/schedule.js';
import type { DefaultsFieldsProps } from './defaults-form.js';

const OF_DIALECT = 'as the dialect has it';

const numberOf = (value: string | number): number | null => (typeof value === 'number' ? value : null);

/** How requests are made where neither the subscription nor its dialect should decide. */
export function DefaultDelivery(props: DefaultsFieldsProps) {
  const { draft, onChange, faultOf } = props;
  return (
    <Fieldset legend="Delivery">
      <Stack>
        <Retries {...props} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberInput
            label="Time-out"
            suffix=" s"
            placeholder={OF_DIALECT}
            min={0.1}
            max={120}
            decimalScale={3}
            clampBehavior="blur"
            value={draft.timeoutSeconds ?? ''}
            onChange={(value) => onChange({ timeoutSeconds: numberOf(value) })}
            error={faultOf('defaults.delivery.timeoutMs')}
          />
          <TextInput
            label="Status codes that count as delivered"
            placeholder={OF_DIALECT}
            value={draft.successCodes}
            onChange={(changed) => onChange({ successCodes: changed.currentTarget.value })}
            error={faultOf('defaults.delivery.successCodes')}
          />
          <NumberInput
            label="Requests at the same time, to each URL"
            placeholder={OF_DIALECT}
            min={1}
            max={100}
            allowDecimal={false}
            clampBehavior="blur"
            value={draft.maxConcurrency ?? ''}
            onChange={(value) => onChange({ maxConcurrency: numberOf(value) })}
            error={faultOf('defaults.delivery.maxConcurrency')}
          />
          <NumberInput
            label="Redirects to follow"
            placeholder={OF_DIALECT}
            min={0}
            max={10}
            allowDecimal={false}
            clampBehavior="blur"
            value={draft.maxRedirects ?? ''}
            onChange={(value) => onChange({ maxRedirects: numberOf(value) })}
            error={faultOf('defaults.delivery.maxRedirects')}
          />
          <Select
            label="Order"
            placeholder={OF_DIALECT}
            clearable
            clearButtonProps={{ 'aria-label': 'No default order' }}
            data={[
              { value: 'none', label: 'As fast as possible' },
              { value: 'ticket', label: 'Each ticket’s events in order' },
            ]}
            value={draft.ordering}
            onChange={(value) =>
              onChange({ ordering: value === 'none' || value === 'ticket' ? value : null })
            }
            error={faultOf('defaults.delivery.ordering')}
          />
          <Select
            label="Send traceparent"
            placeholder={OF_DIALECT}
            clearable
            clearButtonProps={{ 'aria-label': 'No default for traceparent' }}
            data={[
              { value: 'on', label: 'Yes' },
              { value: 'off', label: 'No' },
            ]}
            value={draft.traceparent === null ? null : draft.traceparent ? 'on' : 'off'}
            onChange={(value) => onChange({ traceparent: value === null ? null : value === 'on' })}
            error={faultOf('defaults.delivery.traceparent')}
          />
        </SimpleGrid>
        <Rate {...props} />
      </Stack>
    </Fieldset>
  );
}

const FIRST_SCHEDULE = ['5s', '5m', '30m', '2h', '5h', '10h', '10h'] as const;

function Retries({ draft: { retrySchedule }, onChange, faultOf }: DefaultsFieldsProps) {
  return (
    <Stack gap="xs">
      <Switch
        label="Own retry schedule"
        description="Otherwise each dialect’s own is in force."
        checked={retrySchedule !== null}
        onChange={(changed) =>
          onChange({ retrySchedule: changed.currentTarget.checked ? FIRST_SCHEDULE : null })
        }
      />
      {retrySchedule !== null && (
        <TagsInput
          label="Delays before each retry"
          description={`Such as 30s, 5m, 2h or 1d; Enter adds one. ${spokenSchedule(retrySchedule)}.`}
          allowDuplicates
          splitChars={[',', ' ']}
          value={[...retrySchedule]}
          onChange={(delays) => onChange({ retrySchedule: delays })}
          error={faultOf('defaults.delivery.retrySchedule')}
        />
      )}
    </Stack>
  );
}

const FIRST_RATE = { limit: 10, per: '1s' } as const;

function Rate({ draft: { rateLimit }, onChange, faultOf }: DefaultsFieldsProps) {
  return (
    <Stack gap="xs">
      <Switch
        label="Limit the rate"
        description="At most so many requests to each URL in any span of that length; the others wait."
        checked={rateLimit !== null}
        onChange={(changed) => onChange({ rateLimit: changed.currentTarget.checked ? FIRST_RATE : null })}
      />
      {rateLimit !== null && (
        <Group align="flex-start" gap="xs">
          <NumberInput
            label="Requests"
            w={130}
            min={1}
            max={10_000}
            allowDecimal={false}
            clampBehavior="blur"
            value={rateLimit.limit}
            onChange={(value) => onChange({ rateLimit: { ...rateLimit, limit: numberOf(value) ?? 1 } })}
            error={faultOf('defaults.delivery.rateLimit')}
          />
          <TextInput
            label="in"
            w={130}
            placeholder="1s to 24h"
            value={rateLimit.per}
            onChange={(changed) =>
              onChange({ rateLimit: { ...rateLimit, per: changed.currentTarget.value } })
            }
          />
        </Group>
      )}
    </Stack>
  );
}
