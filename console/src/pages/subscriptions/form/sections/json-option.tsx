import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Dialect } from '../../../../api/types.js';
import { changedNumbers } from '../../../../ui/json-text.js';
import classes from '../form.module.css';
import { isObject, isSame } from '../is-same.js';

export interface OptionFieldProps {
  readonly option: Dialect['options'][number];
  /** Undefined: the default. */
  readonly value: unknown;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
  readonly onTrouble: (detail: string | null) => void;
}

/** An option that is a JSON object: its text is kept while it is none yet. */
export function JsonOption(props: OptionFieldProps & { readonly label: string }) {
  const { label, option, value, error, onChange, onTrouble } = props;
  const [text, setText] = useState(() => textOf(value));
  const read = parsed(text);
  // Reset from outside: what is typed says something else than what is set.
  const shown = read.problem === null && !isSame(read.value, value) ? textOf(value) : text;
  return (
    <Textarea
      label={label}
      description={option.description}
      className={classes.mono}
      autosize
      minRows={2}
      maxRows={16}
      spellCheck={false}
      placeholder="{ }"
      value={shown}
      error={error ?? read.problem}
      onChange={(changed) => {
        const next = parsed(changed.currentTarget.value);
        setText(changed.currentTarget.value);
        onTrouble(next.problem);
        if (next.problem === null) onChange(next.value);
      }}
    />
  );
}

interface Read {
  /** Undefined: nothing is typed. */
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly problem: string | null;
}

function parsed(text: string): Read {
  if (text.trim() === '') return { value: undefined, problem: null };
  try {
    const value: unknown = JSON.parse(text);
    const [changed] = changedNumbers(text);
    if (changed !== undefined)
      return { value: undefined, problem: `${changed} loses digits as a number: write it in quotes` };
    return isObject(value)
      ? { value, problem: null }
      : { value: undefined, problem: 'must be a JSON object: { … }' };
  } catch (error) {
    return { value: undefined, problem: error instanceof Error ? error.message : 'is no JSON' };
  }
}

const textOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2));
