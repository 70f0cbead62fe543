import { Alert, Badge, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconInfoCircle } from '@tabler/icons-react';
import type { Attempt } from '../../../api/types.js';
import { Trace } from '../../../app/trace.js';
import { duration, fullTime } from '../../../ui/format.js';
import { shortOutcome, type Outcome } from './attempt-outcome.js';
import { CopyCurl } from './copy-curl.js';
import { ExchangedParts } from './exchanged-parts.js';
import { explainFailure } from './explain-error.js';

interface AttemptDetailProps {
  readonly url: string;
  readonly attempt: Attempt;
  readonly outcome: Outcome;
  readonly successCodes: string;
}

/** One attempt: what was sent, what came back, and what that means. */
export function AttemptDetail({ url, attempt, outcome, successCodes }: AttemptDetailProps) {
  const { number, at, durationMs, redirects, warnings, error } = attempt;
  return (
    <Stack gap="md" component="section" aria-label={`Attempt ${number}`}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Title order={2} size="h4">
            Attempt {number}
          </Title>
          <Badge color={outcome === 'success' ? 'green' : 'red'} variant="light" tt="none">
            {shortOutcome(attempt)}
          </Badge>
          <Text size="sm" c="dimmed">
            {fullTime(Date.parse(at))} · {duration(durationMs)}
          </Text>
        </Group>
        <CopyCurl url={url} attempt={attempt} />
      </Group>
      {outcome === 'failure' && <Failure attempt={attempt} error={error} successCodes={successCodes} />}
      {redirects.length > 0 && <Redirects url={url} redirects={redirects} />}
      {warnings.length > 0 && (
        <Alert color="orange" icon={<IconInfoCircle size={18} />} title="What rendering had to change">
          <List size="sm">
            {warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <ExchangedParts url={url} attempt={attempt} />
      <Trace traceId={attempt.traceId} />
    </Stack>
  );
}

interface FailureProps {
  readonly attempt: Attempt;
  readonly error: string | null;
  readonly successCodes: string;
}

function Failure({ attempt, error, successCodes }: FailureProps) {
  const { title, text, advice } = explainFailure(attempt, successCodes);
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={title}>
      <Stack gap={6}>
        <Text size="sm">{text}</Text>
        <Text size="sm">
          <strong>What to do:</strong> {advice}
        </Text>
        {error !== null && (
          <Text size="xs" ff="monospace">
            {error}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}

function Redirects({ url, redirects }: { readonly url: string; readonly redirects: Attempt['redirects'] }) {
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        Redirects that were followed
      </Title>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {url}
      </Text>
      {redirects.map(({ code, url: next }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a step of a chain is its place in it
        <Group key={index} gap={6} wrap="nowrap" align="flex-start">
          <Badge variant="light" color="gray" size="sm">
            {code}
          </Badge>
          <IconArrowRight size={15} aria-label="leads to" />
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {next}
          </Text>
        </Group>
      ))}
    </div>
  );
}
