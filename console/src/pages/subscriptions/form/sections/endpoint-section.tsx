import { Stack, Switch, TextInput } from '@mantine/core';
import { filledUrls } from '../draft.js';
import { faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import { Section } from '../section.js';
import { UrlRows } from './url-rows.js';

export function EndpointSection({ form }: SectionProps) {
  const { draft, change, faults } = form;
  const urls = filledUrls(draft.urls).length;
  const disabled = form.shown?.disabledUrls.length ?? 0;
  return (
    <Section
      id="endpoint"
      title="Name and URLs"
      summary={`${urls === 1 ? '1 URL' : `${urls} URLs`}, ${draft.status}`}
      form={form}
    >
      <Stack>
        <TextInput
          label="Name"
          required
          placeholder="CRM sync"
          description="What your colleagues will look for."
          value={draft.name}
          onChange={(changed) => change({ name: changed.currentTarget.value })}
          error={faultAt(faults, '/name')}
        />
        <UrlRows form={form} />
        <Switch
          label="Active"
          description={
            disabled > 0
              ? `Events are delivered as soon as it is saved. ${disabled} disabled by failures: its page sends to them again.`
              : 'Events are delivered as soon as it is saved. Inactive: nothing is sent, and nothing is caught up later.'
          }
          checked={draft.status === 'active'}
          onChange={(changed) => change({ status: changed.currentTarget.checked ? 'active' : 'inactive' })}
          error={faultAt(faults, '/status')}
        />
      </Stack>
    </Section>
  );
}
