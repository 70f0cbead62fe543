import { Text } from '@mantine/core';
import { hasRedacted } from './request-text.js';

/** So that nobody takes what is shown for what is sent. */
export function RedactedNote({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  if (!hasRedacted(headers)) return null;
  return (
    <Text size="xs" c="dimmed">
      <code>[redacted]</code> is shown on purpose: the header is sent with its value, and stored and shown
      without it.
    </Text>
  );
}
