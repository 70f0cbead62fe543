import { Stack, Text, Title } from '@mantine/core';
import type { Attempt } from '../../../api/types.js';
import { CodeBlock } from '../../../ui/code-block.js';
import { formFields, headerLines, languageOf, requestLine } from './http-text.js';

interface ExchangedPartsProps {
  readonly url: string;
  readonly attempt: Attempt;
}

/** The exact answer, which is what one looks for first, and the exact request. */
export function ExchangedParts({ url, attempt }: ExchangedPartsProps) {
  return (
    <>
      <Response attempt={attempt} />
      <Request url={url} attempt={attempt} />
    </>
  );
}

function Request({ url, attempt: { requestHeaders, requestBody } }: ExchangedPartsProps) {
  const headers = [requestLine(url), ...headerLines(requestHeaders)].join('\n');
  const fields = formFields(requestHeaders, requestBody);
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        Request
      </Title>
      {requestBody === null ? (
        <Text size="sm" c="dimmed">
          The log does not have its body any more.
        </Text>
      ) : (
        <CodeBlock
          title="Request body"
          code={requestBody}
          language={languageOf(requestHeaders)}
          canPrettify
        />
      )}
      {fields !== null && (
        <CodeBlock title="Fields of the form, decoded" code={fields} language="text" maxHeight={260} />
      )}
      <CodeBlock title="Request headers" code={headers} language="text" maxHeight={300} />
    </Stack>
  );
}

function Response({ attempt }: Pick<ExchangedPartsProps, 'attempt'>) {
  const { responseCode, responseHeaders, responseBody, responseTruncated } = attempt;
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        Response
      </Title>
      {responseCode === null ? (
        <Text size="sm" c="dimmed">
          There was none.
        </Text>
      ) : (
        <>
          {responseBody === null || responseBody === '' ? (
            <Text size="sm" c="dimmed">
              Its body is empty.
            </Text>
          ) : (
            <CodeBlock
              title="Response body"
              code={responseBody}
              language={languageOf(responseHeaders ?? {})}
              canPrettify
            />
          )}
          {responseTruncated && (
            <Text size="xs" c="dimmed">
              Only the beginning of the answer was kept: it was longer than the log keeps, or broke off.
            </Text>
          )}
          <CodeBlock
            title="Response headers"
            code={[`HTTP/1.1 ${responseCode}`, ...headerLines(responseHeaders ?? {})].join('\n')}
            language="text"
            maxHeight={300}
          />
        </>
      )}
    </Stack>
  );
}
