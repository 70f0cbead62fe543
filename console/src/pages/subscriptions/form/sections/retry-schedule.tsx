import { Button, CloseButton, Group, Input, Menu, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { DefaultNote } from '../default-note.js';
import { faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import {
  delayProblem,
  nextDelay,
  RETRIES_MAX,
  SCHEDULE_PRESETS,
  spokenSchedule,
  spokenSpan,
  durationMs,
} from '../schedule.js';
import { setting } from '../setting.js';
import { ScheduleLine } from './schedule-line.js';

/** The delays between attempts, each a field, with what they add up to. */
export function RetrySchedule({ form }: SectionProps) {
  const { value: schedule, set, note } = setting(form, 'retrySchedule');
  return (
    <Input.Wrapper
      label="Retries after a failure"
      labelElement="div"
      description="How long to wait before each further attempt. After the last one the delivery is dead, and can be replayed."
      error={faultAt(form.faults, '/delivery/retrySchedule')}
    >
      <Group gap="xs" mt={6} mb="xs" align="flex-start" role="group" aria-label="Retry schedule">
        {schedule.map((delay, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a delay is its place in the schedule
          <TextInput
            key={index}
            w={104}
            aria-label={`Delay before retry ${index + 1}`}
            value={delay}
            error={
              faultAt(form.faults, `/delivery/retrySchedule/${index}`) ?? delayProblem(delay) ?? undefined
            }
            onChange={(changed) =>
              set(schedule.map((one, at) => (at === index ? changed.currentTarget.value : one)))
            }
            rightSection={
              <CloseButton
                size="sm"
                aria-label={`Remove retry ${index + 1}`}
                onClick={() => set(schedule.filter((_, at) => at !== index))}
              />
            }
          />
        ))}
        {schedule.length < RETRIES_MAX && (
          <Button
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => set([...schedule, nextDelay(schedule)])}
          >
            Add
          </Button>
        )}
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" rightSection={<IconChevronDown size={15} />}>
              Presets
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {SCHEDULE_PRESETS.map((preset) => (
              <Menu.Item key={preset.label} onClick={() => set([...preset.schedule])}>
                {preset.label}
                <Text size="xs" c="dimmed">
                  {preset.schedule.map(spokenDelay).join(', ') || 'The first attempt is the only one'}
                </Text>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      <ScheduleLine schedule={schedule} />
      <DefaultNote what="retries" value={spokenSchedule(form.defaults.retrySchedule)} {...note} />
    </Input.Wrapper>
  );
}

const spokenDelay = (delay: string): string => spokenSpan(durationMs(delay) ?? 0);
