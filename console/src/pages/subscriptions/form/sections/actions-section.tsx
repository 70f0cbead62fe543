import { ActionIcon, Button, Group, Menu, Paper, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconTrash } from '@tabler/icons-react';
import { actionFields, newAction, withField } from '../action-fields.js';
import type { JsonObject } from '../draft.js';
import { faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import { Section } from '../section.js';
import { useConditionFields } from '../use-form-data.js';
import { ActionInput } from './action-input.js';

const ACTIONS_MAX = 20;

/** What the helpdesk is asked to do besides, in forms that are made of the API's own schemas. */
export function ActionsSection({ form }: SectionProps) {
  const { draft, change, faults } = form;
  const { actions } = draft;
  const known = useConditionFields()?.actions ?? [];
  const set = (at: number, action: JsonObject) =>
    change({ actions: actions.map((one, index) => (index === at ? action : one)) });
  return (
    <Section
      id="actions"
      title="Actions in the helpdesk"
      summary={actions.length === 0 ? 'none' : actions.map(({ type }) => spoken(type)).join(', ')}
      form={form}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          Each time the subscription fires, the helpdesk is asked to do this, besides the webhook.
        </Text>
        {actions.map((action, index) => {
          const kind = known.find(({ type }) => type === action['type']);
          const pointer = `/actions/${index}`;
          return (
            // oxlint-disable-next-line react/no-array-index-key -- an action is its place in the list
            <Paper
              key={index}
              withBorder
              p="sm"
              role="group"
              aria-label={kind?.description ?? spoken(action['type'])}
            >
              <Group justify="space-between" wrap="nowrap">
                <Text size="sm" fw={600}>
                  {kind?.description ?? spoken(action['type'])}
                </Text>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Remove action ${index + 1}`}
                  onClick={() => change({ actions: actions.filter((_, at) => at !== index) })}
                >
                  <IconTrash size={17} />
                </ActionIcon>
              </Group>
              <Stack gap="xs" mt={4}>
                {actionFields(kind?.schema ?? {}).map((field) => (
                  <ActionInput
                    key={`${String(action['type'])} ${field.name}`}
                    field={field}
                    value={action[field.name]}
                    error={faultAt(faults, `${pointer}/${field.name}`, true)}
                    onChange={(value) => set(index, withField(action, field, value))}
                  />
                ))}
                {faultAt(faults, pointer) !== undefined && (
                  <Text size="sm" c="var(--mantine-color-error)" role="alert">
                    {faultAt(faults, pointer)}
                  </Text>
                )}
              </Stack>
            </Paper>
          );
        })}
        {actions.length < ACTIONS_MAX && (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button variant="default" w="fit-content" rightSection={<IconChevronDown size={15} />}>
                Add an action
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {known.map(({ type, description, schema }) => (
                <Menu.Item
                  key={type}
                  onClick={() => change({ actions: [...actions, newAction(type, actionFields(schema))] })}
                >
                  {description}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Stack>
    </Section>
  );
}

const spoken = (type: unknown): string => String(type).replaceAll('_', ' ');
