import { Text } from '@mantine/core';

/** Host and path of a URL, in one line: what tells endpoints apart. */
export function UrlText({ url }: { readonly url: string }) {
  const parsed = URL.parse(url);
  return (
    <Text size="xs" c="dimmed" truncate title={url}>
      {parsed === null ? url : parsed.host + parsed.pathname}
    </Text>
  );
}
