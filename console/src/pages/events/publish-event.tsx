import { Alert, Anchor, Button, Group, Modal, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { eventSampleQuery } from '../../api/catalogue.js';
import { api, ask } from '../../api/client.js';
import { asProblem, type FieldFault } from '../../api/problem.js';
import type { BodyOf } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { JsonEditor, parsedJson } from '../../ui/json-editor.js';
import { freshEventId, publishable } from './sample-event.js';
import { useEventTypes } from './use-event-types.js';

interface PublishEventProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const FIRST_TYPE = 'ticket.created';

/** A form that publishes a sample event, as it is or changed by hand. */
export function PublishEvent({ isOpen, onClose }: PublishEventProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Publish an event"
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <PublishForm />
    </Modal>
  );
}

function PublishForm() {
  const types = useEventTypes();
  const [type, setType] = useState(FIRST_TYPE);
  const sample = useQuery(eventSampleQuery(type));
  return (
    <Stack>
      <Select
        label="Event type"
        description="Its sample has every field of the canonical model: take away or change what you like."
        data={types.map((each) => ({ value: each.type, label: each.type }))}
        value={type}
        onChange={(chosen) => setType(chosen ?? FIRST_TYPE)}
        searchable
        allowDeselect={false}
        nothingFoundMessage="No such type. For custom.<name>, change the type in the JSON."
        maxDropdownHeight={300}
      />
      {sample.isError ? (
        <ErrorState problem={asProblem(sample.error)} onRetry={() => void sample.refetch()} />
      ) : sample.data === undefined ? (
        <Skeleton h={400} />
      ) : (
        <EventForm key={type} sample={sample.data} />
      )}
    </Stack>
  );
}

const writeOut = (sample: Readonly<Record<string, unknown>>, tenant: string): string =>
  JSON.stringify(publishable(sample, { id: freshEventId(), tenant, now: new Date() }), null, 2);

function EventForm({ sample }: { readonly sample: Readonly<Record<string, unknown>> }) {
  const tenant = useTenant();
  const queries = useQueryClient();
  const [text, setText] = useState(() => writeOut(sample, tenant));
  const publishing = useMutation({
    mutationFn: (written: string) => {
      const body: BodyOf<'publishEvents'> = JSON.parse(written);
      return ask(
        api.POST('/v1/tenants/{tenant}/events', {
          params: { path: { tenant } },
          headers: { 'content-type': 'application/cloudevents+json' },
          body,
          // As it is written: to write it anew would round large integers.
          bodySerializer: () => written,
        }),
      );
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['events', tenant] }),
  });
  const change = (next: string) => {
    setText(next);
    publishing.reset();
  };
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        publishing.mutate(text);
      }}
    >
      <Stack>
        <JsonEditor
          label="Event, a CloudEvent in structured mode"
          value={text}
          onChange={change}
          faults={publishing.isError ? asProblem(publishing.error).faults : NO_FAULTS}
        />
        {publishing.isError && asProblem(publishing.error).faults.length === 0 && (
          <ErrorState problem={asProblem(publishing.error)} />
        )}
        {publishing.isSuccess && <Published ids={publishing.data.ids} />}
        <Group justify="flex-end">
          {publishing.isSuccess ? (
            <Button type="button" variant="default" onClick={() => change(writeOut(sample, tenant))}>
              Another one
            </Button>
          ) : (
            <Button type="submit" loading={publishing.isPending} disabled={parsedJson(text) === undefined}>
              Publish
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

const NO_FAULTS: readonly FieldFault[] = [];

function Published({ ids }: { readonly ids: readonly string[] }) {
  const tenant = useTenant();
  return (
    <Alert color="green" icon={<IconCheck size={18} />} title="It is published" role="status">
      {ids.map((id) => (
        <Text size="sm" key={id}>
          See what it leads to:{' '}
          <Anchor
            size="sm"
            underline="always"
            renderRoot={(props) => <Link to="/t/$tenant/events/$id" params={{ tenant, id }} {...props} />}
          >
            {id}
          </Anchor>
        </Text>
      ))}
    </Alert>
  );
}
