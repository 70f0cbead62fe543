import { Button, Group, Kbd, Text } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import classes from './form.module.css';
import { filledUrls } from './draft.js';
import type { Form } from './form.js';
import { spokenSchedule } from './schedule.js';
import { spokenEvents } from './sections/events-section.js';

interface SaveBarProps {
  readonly form: Form;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

/** What will be saved, in a line, and the buttons; always in sight. */
export function SaveBar({ form, isDirty, isSaving, onSave, onCancel }: SaveBarProps) {
  const isNew = form.shown === null;
  const isMac = useOs() === 'macos';
  return (
    <Group className={classes.bar} justify="space-between" wrap="nowrap">
      {form.faults.length > 0 ? (
        <Text size="sm" c="var(--mantine-color-error)" role="status">
          {form.faults.length === 1 ? '1 thing to fix' : `${form.faults.length} things to fix`}
        </Text>
      ) : (
        <Text size="sm" c="dimmed" truncate visibleFrom="sm">
          {isNew || isDirty ? summaryOf(form) : 'Nothing has been changed'}
        </Text>
      )}
      <Group gap="xs" wrap="nowrap" ml="auto">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          loading={isSaving}
          disabled={!isNew && !isDirty}
          onClick={onSave}
          aria-keyshortcuts={isMac ? 'Meta+S' : 'Control+S'}
          rightSection={
            <Kbd size="xs" visibleFrom="sm" aria-hidden style={{ whiteSpace: 'nowrap' }}>
              {isMac ? '⌘ S' : 'Ctrl S'}
            </Kbd>
          }
        >
          {isNew ? 'Create' : 'Save'}
        </Button>
      </Group>
    </Group>
  );
}

function summaryOf({ draft, defaults }: Form): string {
  const urls = filledUrls(draft.urls);
  const [first] = urls;
  const to = first === undefined ? 'no URL yet' : urls.length === 1 ? hostOf(first) : `${urls.length} URLs`;
  const events = draft.events.length === 0 ? 'no events yet' : spokenEvents(draft.events);
  const condition = draft.condition === null ? '' : ', on a condition';
  return `${events} → ${to}${condition} · ${spokenSchedule({ ...defaults, ...draft.delivery }.retrySchedule)}`;
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? url;
