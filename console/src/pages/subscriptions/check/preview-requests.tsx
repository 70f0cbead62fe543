import { Alert, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { CodeBlock } from '../../../ui/code-block.js';
import { bodyLanguage, headerLines } from './request-text.js';
import type { Preview } from './preview-answer.js';
import { RedactedNote } from './redacted-note.js';
import classes from './check.module.css';

type Request = Preview['requests'][number];

interface PreviewRequestsProps {
  readonly requests: readonly Request[];
  /** False: it would only be sent if the event fired. */
  readonly isSent: boolean;
}

/** The requests byte for byte; one at a time. */
export function PreviewRequests({ requests, isSent }: PreviewRequestsProps) {
  const [chosen, setChosen] = useState(0);
  const request = requests[chosen] ?? requests[0];
  if (request === undefined)
    return (
      <Text size="sm" c="dimmed">
        The dialect has nothing to send for this event.
      </Text>
    );
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {!isSent
          ? 'What would be sent if it fired'
          : requests.length === 1
            ? 'What would be sent'
            : `What would be sent: ${requests.length} requests`}
      </Text>
      {requests.length > 1 && (
        <Select
          size="xs"
          aria-label="Which request is shown"
          data={requests.map(({ url, trigger }, index) => ({
            value: String(index),
            label: `${index + 1}. ${trigger === null ? '' : `${trigger} → `}${url}`,
          }))}
          value={String(requests.indexOf(request))}
          onChange={(next) => setChosen(Number(next))}
          allowDeselect={false}
        />
      )}
      <RequestView request={request} />
    </Stack>
  );
}

function RequestView({ request }: { readonly request: Request }) {
  const { method, url, headers, body, error, warnings } = request;
  return (
    <Stack gap="xs">
      {error !== null && (
        <Alert color="red" title="This cannot be sent: the delivery would be dead" role="alert">
          {error}
        </Alert>
      )}
      {warnings.map((warning) => (
        <Alert key={warning} color="yellow" p="xs">
          {warning}
        </Alert>
      ))}
      <div className={classes.address}>
        <b>{method}</b> {url}
      </div>
      <CodeBlock title="Headers" language="text" code={headerLines(headers)} maxHeight={220} />
      <RedactedNote headers={headers} />
      {body === '' ? (
        <Text size="sm" c="dimmed">
          It has no body.
        </Text>
      ) : (
        <CodeBlock title="Body" language={bodyLanguage(headers)} code={body} canPrettify maxHeight={360} />
      )}
    </Stack>
  );
}
