import { Alert, Select, Skeleton, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../../api/client.js';
import { asProblem } from '../../../../api/problem.js';
import type { Dialect } from '../../../../api/types.js';
import { useTenant } from '../../../../app/use-session.js';
import { CodeBlock } from '../../../../ui/code-block.js';
import { optionsOf, type DialectName, type JsonObject } from '../draft.js';
import type { SectionProps } from '../form.js';

const TYPING_MS = 500;
const SAMPLE_HEIGHT = 260;
/** In dialects that have no samples of their own, since their options make the body. */
const TYPES = ['ticket.created', 'ticket.status_changed', 'ticket.closed', 'reply.created', 'sla.breached'];

/** What a receiver would get, by the dialect, its options and an event to look at. */
export function DialectSample({ form }: SectionProps) {
  const { dialect, draft } = form;
  const [wanted, setWanted] = useState<string | null>(null);
  const full = useQuery({
    queryKey: ['dialect', dialect.name],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/dialects/{name}', { params: { path: { name: dialect.name } }, signal })),
    staleTime: Infinity,
  });
  const samples = full.data?.samples ?? [];
  const names = samples.length > 0 ? samples.map(({ event }) => event) : TYPES;
  const event =
    [wanted, ...draft.events].find((one) => one !== null && names.includes(one)) ?? names[0] ?? '';
  const options = optionsOf(draft);
  const sample = samples.find((one) => one.event === event);
  const hasOptions = Object.keys(options).length > 0;
  return (
    <Stack gap="xs">
      <Select
        label="A sample of what will be sent"
        data={names}
        value={event}
        searchable
        allowDeselect={false}
        maw={340}
        onChange={setWanted}
      />
      {full.data === undefined ? (
        <Skeleton h={SAMPLE_HEIGHT} />
      ) : hasOptions ? (
        <MadeSample dialect={draft.dialect} options={options} event={event} type={typeOf(dialect, event)} />
      ) : sample === undefined ? (
        <NoSample text="This dialect sends what its options say: choose them first." />
      ) : (
        <SampleBody body={sample.body} contentType={sample.contentType} />
      )}
    </Stack>
  );
}

interface MadeSampleProps {
  readonly dialect: DialectName;
  readonly options: JsonObject;
  readonly event: string;
  readonly type: string;
}

/** Rendered by the API, as the options that are chosen say. */
function MadeSample({ dialect, options, event, type }: MadeSampleProps) {
  const tenant = useTenant();
  const [subscription] = useDebouncedValue({ dialect, dialectOptions: options, events: [event] }, TYPING_MS);
  const made = useQuery({
    queryKey: ['sample', tenant, subscription, type],
    queryFn: async ({ signal }) => {
      const sample = await ask(
        api.GET('/v1/event-types/{type}/sample', { params: { path: { type } }, signal }),
      );
      return await ask(
        api.POST('/v1/tenants/{tenant}/subscriptions/preview', {
          params: { path: { tenant } },
          body: { subscription, event: sample },
          signal,
        }),
      );
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (made.isError) return <NoSample text={textOf(made.error)} />;
  if (made.data === undefined) return <Skeleton h={SAMPLE_HEIGHT} />;
  const { request, detail } = made.data;
  if (request === null) return <NoSample text={detail} />;
  if (request.error !== null) return <NoSample text={request.error} />;
  return <SampleBody body={request.body} contentType={request.headers['content-type'] ?? ''} />;
}

function textOf(error: unknown): string {
  const { faults, detail, title } = asProblem(error);
  return faults.length > 0 ? faults.map((fault) => fault.detail).join('; ') : detail || title;
}

function NoSample({ text }: { readonly text: string }) {
  return (
    <Alert color="yellow" title="No sample yet">
      {text}
    </Alert>
  );
}

function SampleBody({ body, contentType }: { readonly body: string; readonly contentType: string }) {
  const isJson = contentType.includes('json');
  return (
    <CodeBlock
      code={body}
      language={isJson ? 'json' : 'text'}
      title={`Body (${contentType.split(';')[0] ?? contentType})`}
      canPrettify={isJson}
      maxHeight={SAMPLE_HEIGHT}
    />
  );
}

/** A type that fires a native event. */
function typeOf({ events }: Dialect, event: string): string {
  return events?.find(({ name }) => name === event)?.types[0] ?? event;
}
