import { Group, NumberInput, Switch, TextInput } from '@mantine/core';
import { DefaultNote } from '../default-note.js';
import type { SectionProps } from '../form.js';
import { setting } from '../setting.js';

const START = { limit: 10, per: '1s' } as const;
const LIMIT_MAX = 10_000;

export function RateLimit({ form }: SectionProps) {
  const { value, error, set, note } = setting(form, 'rateLimit');
  const { rateLimit } = form.defaults;
  return (
    <div>
      <Switch
        label="Limit the rate"
        description="At most so many requests to each URL in any span of that length; the others wait and are not lost."
        checked={value !== null}
        onChange={(changed) => set(changed.currentTarget.checked ? START : null)}
        error={value === null ? error : undefined}
      />
      {value !== null && (
        <Group gap="xs" mt="xs" align="flex-start">
          <NumberInput
            label="Requests"
            w={130}
            min={1}
            max={LIMIT_MAX}
            allowDecimal={false}
            clampBehavior="blur"
            value={value.limit}
            error={error}
            onChange={(limit) => {
              if (typeof limit === 'number') set({ ...value, limit });
            }}
          />
          <TextInput
            label="in"
            w={110}
            placeholder="1m"
            description="1s to 24h"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={value.per}
            onChange={(changed) => set({ ...value, per: changed.currentTarget.value })}
          />
        </Group>
      )}
      <DefaultNote
        what="rate limit"
        value={rateLimit === null ? 'no limit' : `${rateLimit.limit} in ${rateLimit.per}`}
        {...note}
      />
    </div>
  );
}
