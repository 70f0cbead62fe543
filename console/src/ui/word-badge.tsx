import { Badge } from '@mantine/core';

/** How something stands: a word, its colour only helps. */
export function WordBadge({ colour, word }: { readonly colour: string; readonly word: string }) {
  return (
    <Badge color={colour} variant="light" tt="none" fw={600}>
      {word}
    </Badge>
  );
}
