import { Anchor, Group, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TestAnswer } from '../../../api/types.js';
import { CodeBlock } from '../../../ui/code-block.js';
import { duration } from '../../../ui/format.js';
import { StatusBadge } from '../../../ui/status-badge.js';
import { RedactedNote } from '../check/redacted-note.js';
import { headerText, languageOf } from './wire.js';

type TestAttempt = TestAnswer['attempts'][number];

interface TestResultProps {
  readonly tenant: string;
  readonly answer: Pick<TestAnswer, 'attempts'>;
}

/** What came of a test at each URL. */
export function TestResult({ tenant, answer: { attempts } }: TestResultProps) {
  const good = attempts.filter(({ status }) => status === 'delivered').length;
  return (
    <Stack>
      <Text fw={600} role="status">
        {good} of {attempts.length} {attempts.length === 1 ? 'URL' : 'URLs'} accepted the test
      </Text>
      {attempts.map((attempt) => (
        <TestAttemptCard key={`${attempt.deliveryId} ${attempt.url}`} tenant={tenant} attempt={attempt} />
      ))}
    </Stack>
  );
}

interface TestAttemptProps {
  readonly tenant: string;
  readonly attempt: TestAttempt;
}

function TestAttemptCard({ tenant, attempt }: TestAttemptProps) {
  const { url, status, responseCode, durationMs, error, warnings, redirects, deliveryId } = attempt;
  return (
    <Paper withBorder p="md" component="section" aria-label={url}>
      <Group justify="space-between" gap="xs" mb="xs">
        <Group gap="sm">
          <StatusBadge status={status} />
          <Title order={2} size="h6" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {url}
          </Title>
        </Group>
        <Group gap="sm">
          <Text size="sm">
            {responseCode === null ? 'No answer' : `Answered ${responseCode}`} after {duration(durationMs)}
          </Text>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/t/$tenant/deliveries/$id" params={{ tenant, id: deliveryId }} {...props} />
            )}
          >
            In the log
          </Anchor>
        </Group>
      </Group>
      {error !== null && (
        <Text size="sm" c="var(--mantine-color-error)" mb="xs">
          {error}
        </Text>
      )}
      {warnings.length > 0 && (
        <List size="sm" mb="xs">
          {warnings.map((warning) => (
            <List.Item key={warning}>{warning}</List.Item>
          ))}
        </List>
      )}
      {redirects.map((redirect) => (
        <Text size="sm" key={redirect.url} mb="xs">
          Redirected with {redirect.code} to {redirect.url}
        </Text>
      ))}
      <Exchange attempt={attempt} />
    </Paper>
  );
}

function Exchange({ attempt }: { readonly attempt: TestAttempt }) {
  const { url, requestHeaders, requestBody, responseCode, responseHeaders, responseBody } = attempt;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Stack gap="xs">
        <CodeBlock
          title="Request"
          language="text"
          code={`POST ${url}\n${headerText(requestHeaders)}`}
          maxHeight={220}
        />
        <RedactedNote headers={requestHeaders} />
        {requestBody !== null && (
          <CodeBlock
            title="Request body"
            language={languageOf(requestHeaders)}
            code={requestBody}
            canPrettify
            maxHeight={320}
          />
        )}
      </Stack>
      {responseHeaders === null ? (
        <Text size="sm" c="dimmed">
          Nothing came back.
        </Text>
      ) : (
        <Stack gap="xs">
          <CodeBlock
            title="Response"
            language="text"
            code={`${responseCode ?? ''}\n${headerText(responseHeaders)}`}
            maxHeight={220}
          />
          {responseBody !== null && responseBody !== '' && (
            <CodeBlock
              title={attempt.responseTruncated ? 'Response body, its beginning' : 'Response body'}
              language={languageOf(responseHeaders)}
              code={responseBody}
              canPrettify
              maxHeight={320}
            />
          )}
        </Stack>
      )}
    </SimpleGrid>
  );
}
