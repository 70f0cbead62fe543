import { NumberInput, Radio, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { DefaultNote } from '../default-note.js';
import type { SectionProps } from '../form.js';
import classes from '../form.module.css';
import { spokenSchedule, spokenSpan } from '../schedule.js';
import { Section } from '../section.js';
import { setting } from '../setting.js';
import { RateLimit } from './rate-limit.js';
import { RetrySchedule } from './retry-schedule.js';

const SHORT = { wrapper: classes.short ?? '' };
const SECOND = 1_000;
const TIMEOUT_MS_MIN = 100;
const TIMEOUT_MS_MAX = 120_000;

export function DeliverySection({ form }: SectionProps) {
  const { draft, defaults } = form;
  const inForce = { ...defaults, ...draft.delivery };
  const count = Object.keys(draft.delivery).length;
  const own = count === 0 ? '' : count === 1 ? ', 1 own setting' : `, ${count} own settings`;
  return (
    <Section
      id="delivery"
      title="Delivery"
      summary={`${spokenSchedule(inForce.retrySchedule)}${own}`}
      form={form}
    >
      <Stack gap="lg">
        <RetrySchedule form={form} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
          <Timeout form={form} />
          <SuccessCodes form={form} />
          <Whole
            form={form}
            name="maxRedirects"
            label="Redirects to follow"
            hint="More, and the redirect is the answer."
            max={10}
            min={0}
          />
          <Whole
            form={form}
            name="maxConcurrency"
            label="Requests at once"
            hint="To each URL, at most."
            max={100}
            min={1}
          />
        </SimpleGrid>
        <RateLimit form={form} />
        <Ordering form={form} />
        <Trace form={form} />
      </Stack>
    </Section>
  );
}

function Timeout({ form }: SectionProps) {
  const { value, error, set, note } = setting(form, 'timeoutMs');
  return (
    <div>
      <NumberInput
        label="Time-out"
        description="For the whole exchange. A receiver that takes longer has failed."
        suffix=" s"
        classNames={SHORT}
        min={TIMEOUT_MS_MIN / SECOND}
        max={TIMEOUT_MS_MAX / SECOND}
        clampBehavior="blur"
        decimalScale={3}
        value={value / SECOND}
        error={error}
        onChange={(seconds) =>
          typeof seconds === 'number' ? set(Math.round(seconds * SECOND)) : note.onReset()
        }
      />
      <DefaultNote what="time-out" value={spokenSpan(form.defaults.timeoutMs)} {...note} />
    </div>
  );
}

function SuccessCodes({ form }: SectionProps) {
  const { value, error, set, note } = setting(form, 'successCodes');
  return (
    <div>
      <TextInput
        label="Status codes that count as delivered"
        description="Such as 2xx, or 200-204, 409. Any other answer is tried again."
        classNames={SHORT}
        value={value}
        error={error}
        onChange={(changed) => set(changed.currentTarget.value)}
      />
      <DefaultNote what="status codes" value={form.defaults.successCodes} {...note} />
    </div>
  );
}

interface WholeProps extends SectionProps {
  readonly name: 'maxRedirects' | 'maxConcurrency';
  readonly label: string;
  readonly hint: string;
  readonly min: number;
  readonly max: number;
}

function Whole({ form, name, label, hint, min, max }: WholeProps) {
  const { value, error, set, note } = setting(form, name);
  return (
    <div>
      <NumberInput
        label={label}
        description={hint}
        classNames={SHORT}
        min={min}
        max={max}
        allowDecimal={false}
        clampBehavior="blur"
        value={value}
        error={error}
        onChange={(number) => (typeof number === 'number' ? set(number) : note.onReset())}
      />
      <DefaultNote what={label.toLowerCase()} value={String(form.defaults[name])} {...note} />
    </div>
  );
}

function Ordering({ form }: SectionProps) {
  const { value, error, set, note } = setting(form, 'ordering');
  return (
    <div>
      <Radio.Group
        label="Order"
        value={value}
        error={error}
        onChange={(chosen) => set(chosen === 'ticket' ? 'ticket' : 'none')}
      >
        <Stack gap="xs" mt={6}>
          <Radio
            value="none"
            label="As fast as possible"
            description="Deliveries overtake each other while one is tried again: right for receivers that read the ticket’s state from each event."
          />
          <Radio
            value="ticket"
            label="One ticket’s events strictly in order"
            description="While one is tried again, the later ones of that ticket wait for it. Other tickets do not."
          />
        </Stack>
      </Radio.Group>
      <DefaultNote
        what="order"
        value={form.defaults.ordering === 'none' ? 'as fast as possible' : 'in order'}
        {...note}
      />
    </div>
  );
}

function Trace({ form }: SectionProps) {
  const { value, error, set, note } = setting(form, 'traceparent');
  return (
    <div>
      <Switch
        label="Send traceparent"
        description="Lets the receiver’s tracing go on with the trace of the event (W3C Trace Context)."
        checked={value}
        error={error}
        onChange={(changed) => set(changed.currentTarget.checked)}
      />
      <DefaultNote what="traceparent" value={form.defaults.traceparent ? 'on' : 'off'} {...note} />
    </div>
  );
}
