import { Button, CloseButton, Group, Text, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import classes from './event-tree.module.css';
import { coveredBy, customType, toggled } from './selection.js';
import { Remark, SelectorBox } from './selector-box.js';

interface NamesProps {
  readonly names: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** Types of the helpdesk's own: all of them, or by name. */
export function CustomTypes({ names, sends, value, onChange }: NamesProps & { readonly sends: boolean }) {
  const isSelected = names.length > 0 || value.includes('custom.*');
  return (
    <div className={classes.tree} role="group" aria-label="Custom events">
      <SelectorBox
        name="custom.*"
        title="Custom"
        description={
          <>
            Every event of a type that the helpdesk makes up, custom.order_paid for example.
            {!sends &&
              (isSelected ? (
                <Remark>The dialect never sends them: take them out.</Remark>
              ) : (
                <span className={classes.unsent}> The dialect never sends them.</span>
              ))}
          </>
        }
        isChecked={value.includes('custom.*')}
        isOff={!sends}
        coveredBy={sends ? coveredBy(value, 'custom.*') : null}
        onToggle={() => onChange(toggled(value, 'custom.*'))}
      />
      <div className={classes.custom}>
        <Names names={names} value={value} onChange={onChange} />
        {sends && <AddCustom value={value} onChange={onChange} />}
      </div>
    </div>
  );
}

function AddCustom({ value, onChange }: Omit<NamesProps, 'names'>) {
  const [text, setText] = useState('');
  const type = customType(text);
  const add = () => {
    if (type === null) return;
    onChange(value.includes(type) ? [...value] : [...value, type]);
    setText('');
  };
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  return (
    <Group gap="xs" align="flex-start">
      <TextInput
        size="xs"
        aria-label="Name of a custom event"
        placeholder="custom.order_paid"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onEnter}
        error={
          text.trim() !== '' && type === null
            ? 'Small letters, digits, “_” and “-”; up to four parts with dots between them.'
            : undefined
        }
      />
      <Button size="xs" variant="default" onClick={add} disabled={type === null}>
        Add
      </Button>
    </Group>
  );
}

/** What is selected and no catalogue has: it stays until somebody takes it out. */
export function UnknownNames(props: NamesProps) {
  return (
    <div className={classes.tree} role="group" aria-label="Other names">
      <Text size="sm" fw={600} px="xs" pt={6}>
        Other names
      </Text>
      <Text size="xs" c="dimmed" px="xs">
        Neither a type of the catalogue nor a name of this dialect.
      </Text>
      <div className={classes.custom}>
        <Names {...props} />
      </div>
    </div>
  );
}

function Names({ names, value, onChange }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <Group gap={6} mb={6}>
      {names.map((name) => (
        <span key={name} className={classes.chip}>
          <code>{name}</code>
          <CloseButton
            size="xs"
            aria-label={`Remove ${name}`}
            onClick={() => onChange(toggled(value, name))}
          />
        </span>
      ))}
    </Group>
  );
}
