import { TagsInput } from '@mantine/core';
import { pointerTokens } from '../../../../api/field-faults.js';
import { faultsBelow, faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import classes from '../form.module.css';
import { Section } from '../section.js';
import { useConditionFields } from '../use-form-data.js';

const SPLIT = [' ', ',', ';'];
const SUGGESTED_MAX = 50;

export function RedactSection({ form }: SectionProps) {
  const { draft, change, faults } = form;
  const fields = useConditionFields()?.fields ?? [];
  // The envelope is always sent; what identifies an event, the API refuses.
  const suggested = fields
    .map(({ field }) => field)
    .filter((field) => field.includes('.') && !/^\w+\.id$/.test(field));
  const below = faultsBelow(faults, '/redact').map(({ pointer, detail }) => {
    const [at = ''] = pointerTokens(pointer);
    return `${draft.redact[Number(at)] ?? at}: ${detail}`;
  });
  const error = [faultAt(faults, '/redact'), ...below].filter((text) => text !== undefined).join('; ');
  return (
    <Section
      id="redact"
      title="Left out fields"
      summary={draft.redact.length === 0 ? 'none' : draft.redact.join(', ')}
      form={form}
    >
      <TagsInput
        label="Fields that are neither sent nor logged"
        description="Personal data that this receiver has no business with: ticket.requester.email, message, ticket.custom_fields.iban."
        className={classes.mono}
        placeholder={draft.redact.length === 0 ? 'ticket.requester.email' : ''}
        data={suggested}
        limit={SUGGESTED_MAX}
        splitChars={SPLIT}
        value={[...draft.redact]}
        onChange={(redact) => change({ redact })}
        error={error === '' ? undefined : error}
      />
    </Section>
  );
}
