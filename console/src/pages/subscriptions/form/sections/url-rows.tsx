import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import classes from '../form.module.css';
import { sentIndex, splitUrls, urlProblem, URLS_MAX, withoutDuplicates, withTyped } from '../urls.js';

/** The URLs, one in a row; a pasted list becomes rows. */
export function UrlRows({ form }: SectionProps) {
  const { urls } = form.draft;
  const [focused, setFocused] = useState<number | null>(null);
  const set = (rows: readonly string[]) => form.change({ urls: rows });
  const add = () => {
    if (urls.length < URLS_MAX && !urls.includes('')) set([...urls, '']);
  };
  const problemOf = (url: string, index: number): string | undefined => {
    const sent = sentIndex(urls, index);
    const refused = sent === null ? undefined : faultAt(form.faults, `/urls/${sent}`);
    if (refused !== undefined || focused === index) return refused;
    return urlProblem(url, form.dialect.limits.httpsOnly) ?? undefined;
  };
  return (
    <Input.Wrapper
      label="URLs"
      labelElement="div"
      required
      description="Each gets its own delivery of every event. A pasted list, with commas, blanks or lines between, becomes rows."
    >
      <Stack gap={6} mt={6} role="group" aria-label="URLs">
        {urls.map((url, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows have no other name while they are typed
          <Group key={index} gap={6} wrap="nowrap" align="flex-start">
            <TextInput
              aria-label={`URL ${index + 1}`}
              className={classes.mono}
              flex={1}
              type="url"
              inputMode="url"
              placeholder="https://example.com/webhooks"
              autoFocus={index > 0 && url === ''}
              value={url}
              error={problemOf(url, index) ?? (index === 0 ? faultAt(form.faults, '/urls') : undefined)}
              onFocus={() => setFocused(index)}
              onBlur={() => {
                setFocused(null);
                set(withoutDuplicates(urls));
              }}
              onChange={(changed) => set(withTyped(urls, index, changed.currentTarget.value))}
              onPaste={(pasted) => {
                const text = pasted.clipboardData.getData('text');
                if (splitUrls(text).length < 2) return;
                pasted.preventDefault();
                set(withTyped(urls, index, `${url} ${text}`));
              }}
              onKeyDown={(pressed) => {
                if (pressed.key !== 'Enter') return;
                pressed.preventDefault();
                add();
              }}
            />
            {urls.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={`Remove URL ${index + 1}`}
                onClick={() => set(urls.filter((_, at) => at !== index))}
              >
                <IconTrash size={17} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {urls.length < URLS_MAX && (
          <Button
            variant="subtle"
            size="compact-sm"
            w="fit-content"
            leftSection={<IconPlus size={15} />}
            // Before the blur of a row, which takes blank rows away.
            onMouseDown={(pressed) => pressed.preventDefault()}
            onClick={add}
          >
            Add a URL
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
