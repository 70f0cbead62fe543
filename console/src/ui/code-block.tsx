import { Box, Button, Group, Mark, ScrollArea, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo, useMemo, useState, type ReactNode } from 'react';
import classes from './code-block.module.css';
import { CopyButton } from './copy-button.js';
import { byteSize, textBytes } from './format.js';
import type { CodeLanguage } from './highlight.js';
import { prettyJson } from './json-text.js';

interface CodeBlockProps {
  readonly code: string;
  readonly language: CodeLanguage;
  /** What it is, for the head and for screen readers: `Request body`. */
  readonly title: string;
  /** Height in pixels from which it scrolls. */
  readonly maxHeight?: number;
  /** Shows JSON with line breaks unless asked for what was really sent. */
  readonly canPrettify?: boolean;
  /** A word that is marked wherever it stands. */
  readonly mark?: string;
}

/** Above this a browser is better off without colours. */
const COLOURED_MAX = 100_000;

/** Code with its colours, its size and a button that copies it as it is. */
export function CodeBlock(props: CodeBlockProps) {
  const { code, language, title, maxHeight = 420, canPrettify = false, mark } = props;
  const [isExact, setExact] = useState(false);
  const pretty = useMemo(() => (canPrettify ? prettyJson(code) : null), [canPrettify, code]);
  const shown = pretty === null || isExact ? code : pretty;
  return (
    <Box className={classes.root}>
      <Group justify="space-between" px="sm" py={4} className={classes.head} wrap="nowrap">
        <Text size="xs" fw={600}>
          {title}{' '}
          <Text span size="xs" c="dimmed" fw={400}>
            {byteSize(textBytes(code))}
          </Text>
        </Text>
        <Group gap={4} wrap="nowrap">
          {pretty !== null && pretty !== code && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setExact(!isExact)}>
              {isExact ? 'Formatted' : 'Exact bytes'}
            </Button>
          )}
          <CopyButton value={code} what={title.toLowerCase()} />
        </Group>
      </Group>
      <ScrollArea.Autosize
        mah={maxHeight}
        type="auto"
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': title }}
      >
        <pre className={classes.code}>
          <Highlighted code={shown} language={language} mark={mark} />
        </pre>
      </ScrollArea.Autosize>
    </Box>
  );
}

/** To colour a body takes longer than to draw the page around it, so it is done once for each text. */
const Highlighted = memo(function Highlighted({
  code,
  language,
  mark,
}: Pick<CodeBlockProps, 'code' | 'language' | 'mark'>) {
  const isColoured = language !== 'text' && code.length <= COLOURED_MAX;
  const highlighter = useQuery({
    queryKey: ['highlighter'],
    queryFn: () => import('./highlight.js'),
    enabled: isColoured,
    staleTime: Infinity,
  });
  if (!isColoured || highlighter.data === undefined) return <code>{marked(code, mark)}</code>;
  return (
    <code>
      {highlighter.data.highlight(code, language).map(({ text, kind }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- pieces of one text have no other name
        <span key={index} className={kind === null ? undefined : (classes[kind] ?? undefined)}>
          {marked(text, mark)}
        </span>
      ))}
    </code>
  );
});

function marked(text: string, mark: string | undefined): ReactNode {
  if (mark === undefined || !text.includes(mark)) return text;
  return text.split(mark).flatMap((part, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- parts of one text have no other name
    index === 0 ? [part] : [<Mark key={index}>{mark}</Mark>, part],
  );
}
