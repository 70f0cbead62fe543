import { Accordion, Stack } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ProblemError, type FieldFault } from '../../../api/problem.js';
import { ErrorState } from '../../../ui/error-state.js';
import { SECTIONS, sectionOf, type SectionId } from './faults.js';
import classes from './form.module.css';
import type { Form } from './form.js';
import { SaveBar } from './save-bar.js';
import { ActionsSection } from './sections/actions-section.js';
import { AuthSection } from './sections/auth-section.js';
import { ConditionSection } from './sections/condition-section.js';
import { DeliverySection } from './sections/delivery-section.js';
import { EndpointSection } from './sections/endpoint-section.js';
import { EventsSection } from './sections/events-section.js';
import { FormatSection } from './sections/format-section.js';
import { HeadersSection } from './sections/headers-section.js';
import { RedactSection } from './sections/redact-section.js';
import { SecretSection } from './sections/secret-section.js';
import { SidePanel } from './side-panel.js';

interface SubscriptionFormProps {
  readonly form: Form;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  /** What saving came to, where it did not succeed. */
  readonly problem: ProblemError | null;
  /** Counts the refusals: each one leads the reader to its first fault. */
  readonly refusals: number;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  /** Above the form: what has to be said first. */
  readonly notice?: ReactNode;
}

const OPEN_AT_FIRST: readonly SectionId[] = ['endpoint', 'format', 'events', 'condition'];
const NO_TAGS: string[] = [];

/** The form that creates and edits subscriptions. */
export function SubscriptionForm(props: SubscriptionFormProps) {
  const { form, isDirty, isSaving, problem, refusals, onSave, onCancel, notice } = props;
  const root = useRef<HTMLFormElement>(null);
  const [open, setOpen] = useState<readonly string[]>(OPEN_AT_FIRST);
  useHotkeys([['mod+S', onSave]], NO_TAGS);
  useFirstFault(root, form.faults, refusals, setOpen);
  const rest = form.faults.filter(({ pointer }) => sectionOf(pointer) === null);
  return (
    <form
      ref={root}
      noValidate
      // Return in a field does not save: most of what is typed here is one line of many.
      onSubmit={(submitted) => submitted.preventDefault()}
    >
      <Stack mb="md" gap="sm">
        {notice}
        {problem !== null && (problem.faults.length === 0 || rest.length > 0) && (
          <ErrorState problem={new ProblemError(problem.status, problem.title, problem.detail, rest)} />
        )}
      </Stack>
      <div className={classes.layout}>
        <Accordion
          multiple
          order={2}
          variant="separated"
          transitionDuration={0}
          value={[...open]}
          onChange={setOpen}
        >
          <EndpointSection form={form} />
          <FormatSection form={form} />
          <EventsSection form={form} />
          <ConditionSection form={form} />
          <SecretSection form={form} />
          <HeadersSection form={form} />
          <AuthSection form={form} />
          <DeliverySection form={form} />
          <RedactSection form={form} />
          <ActionsSection form={form} />
        </Accordion>
        <SidePanel form={form} />
      </div>
      <SaveBar form={form} isDirty={isDirty} isSaving={isSaving} onSave={onSave} onCancel={onCancel} />
    </form>
  );
}

/** After a refusal: opens the parts that have faults, and goes to the first of them. */
function useFirstFault(
  root: { readonly current: HTMLFormElement | null },
  faults: readonly FieldFault[],
  refusals: number,
  setOpen: (change: (open: readonly string[]) => readonly string[]) => void,
): void {
  const led = useRef(0);
  useEffect(() => {
    if (refusals === led.current) return;
    led.current = refusals;
    const faulty = new Set(faults.map(({ pointer }) => sectionOf(pointer)));
    const sections = SECTIONS.filter((id) => faulty.has(id));
    setOpen((open) => [...new Set([...open, ...sections])]);
    // What was closed can take the focus only once it is shown.
    requestAnimationFrame(() => {
      const field = root.current?.querySelector<HTMLElement>('[aria-invalid="true"]:not([disabled])');
      const [first] = sections;
      const head =
        first === undefined ? null : root.current?.querySelector<HTMLElement>(`[data-section="${first}"]`);
      const target = field ?? head;
      target?.focus();
      target?.scrollIntoView({ block: 'center' });
    });
  }, [root, faults, refusals, setOpen]);
}
