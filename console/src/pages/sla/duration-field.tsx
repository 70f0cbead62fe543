import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { isoOfText, textOfIso } from './duration-text.js';

interface DurationFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** ISO 8601; empty: none. */
  readonly value: string;
  readonly onChange: (iso: string) => void;
  /** A word that counts as it is. */
  readonly word?: string;
}

/** A duration as people write it: `4 h`, `1 d 30 min`. */
export function DurationField({ value, onChange, word, error, ...input }: DurationFieldProps) {
  const [text, setText] = useState(value === '' ? '' : textOfIso(value));
  const isWrong = text.trim() !== '' && text.trim() !== word && isoOfText(text) === null;
  return (
    <TextInput
      size="xs"
      placeholder="4 h"
      {...input}
      value={text}
      error={isWrong ? 'Write 30 min, 4 h or 2 d' : error}
      onChange={(typed) => {
        const next = typed.currentTarget.value;
        setText(next);
        // What cannot be read is sent as it is: the API says what is wrong with it.
        onChange(next.trim() === '' ? '' : (isoOfText(next) ?? next.trim()));
      }}
    />
  );
}
