import { Accordion, Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './form.module.css';
import { sectionOf, type SectionId } from './faults.js';
import type { Form } from './form.js';

interface SectionFrameProps {
  readonly id: SectionId;
  readonly title: string;
  /** What it says at present, in a few words: it can be read while the part is closed. */
  readonly summary: string;
  readonly form: Form;
  readonly children: ReactNode;
}

/** One part of the form, which opens and closes. */
export function Section({ id, title, summary, form, children }: SectionFrameProps) {
  const faults = form.faults.filter(({ pointer }) => sectionOf(pointer) === id).length;
  return (
    <Accordion.Item value={id}>
      <Accordion.Control id={`section-${id}`} data-section={id}>
        <Group justify="space-between" gap="sm" wrap="nowrap" mr="sm">
          <Text fw={650} component="span" className={classes.title}>
            {title}
          </Text>
          {faults > 0 ? (
            <Badge color="red" variant="light" tt="none">
              {faults} to fix
            </Badge>
          ) : (
            <Text size="sm" c="dimmed" component="span" truncate>
              {summary}
            </Text>
          )}
        </Group>
      </Accordion.Control>
      <Accordion.Panel>{children}</Accordion.Panel>
    </Accordion.Item>
  );
}
