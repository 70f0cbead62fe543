import { Select, Switch, Textarea, TextInput } from '@mantine/core';
import { DefaultNote } from '../default-note.js';
import { optionsOf } from '../draft.js';
import { faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import classes from '../form.module.css';
import { JsonOption, type OptionFieldProps } from './json-option.js';

/** What the dialect lets one choose: one field for each of its options. */
export function DialectOptions({ form }: SectionProps) {
  const { draft, dialect } = form;
  const set = optionsOf(draft);
  const changeTo = (options: Record<string, unknown>) =>
    form.change({ options: { ...draft.options, [dialect.name]: options } });
  return dialect.options.map((option) => {
    const { [option.name]: given, ...others } = set;
    const pointer = `/dialectOptions/${option.name}`;
    const reset = () => {
      form.onTrouble(pointer, null);
      changeTo(others);
    };
    return (
      // Another dialect's option of the same name is another field.
      <div key={`${dialect.name} ${option.name}`}>
        <OptionField
          option={option}
          value={given}
          error={faultAt(form.faults, pointer, true)}
          onChange={(value) =>
            value === undefined ? reset() : changeTo({ ...others, [option.name]: value })
          }
          onTrouble={(detail) => form.onTrouble(pointer, detail)}
        />
        {option.default !== null && (
          <DefaultNote
            what={labelOf(option.name)}
            value={spoken(option.default)}
            isSet={given !== undefined}
            onReset={reset}
          />
        )}
      </div>
    );
  });
}

function OptionField(props: OptionFieldProps) {
  const { option, value, error, onChange } = props;
  const label = labelOf(option.name);
  const common = { label, description: option.description, error };
  switch (option.kind) {
    case 'flag':
      return (
        <Switch
          {...common}
          checked={(value ?? option.default) === true}
          onChange={(changed) => onChange(changed.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={option.values ?? []}
          value={textOf(value ?? option.default)}
          allowDeselect={false}
          onChange={(chosen) => onChange(chosen ?? undefined)}
        />
      );
    case 'duration':
    case 'url':
    case 'text':
      return (
        <TextInput
          {...common}
          placeholder={textOf(option.default)}
          value={textOf(value)}
          onChange={(changed) => onChange(changed.currentTarget.value || undefined)}
        />
      );
    case 'template':
      return (
        <Textarea
          {...common}
          className={classes.mono}
          autosize
          minRows={3}
          maxRows={24}
          spellCheck={false}
          placeholder={'{ "ticket": "{{ ticket.id }}", "title": "{{ ticket.subject }}" }'}
          value={textOf(value)}
          onChange={(changed) => onChange(changed.currentTarget.value || undefined)}
        />
      );
    case 'object':
      return <JsonOption {...props} label={label} />;
    default:
      return option.kind satisfies never;
  }
}

/** `eventHeaders` as `Event headers`. */
export function labelOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1).replace(/\burl\b/, 'URL');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value, null, 2);
}

function spoken(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return textOf(value);
}
