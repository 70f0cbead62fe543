import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

const TYPED_MS = 350;

interface FilterTextProps extends Pick<
  TextInputProps,
  'placeholder' | 'inputMode' | 'maxLength' | 'leftSection'
> {
  readonly label: string;
  /** What is filtered by; empty: nothing. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A filter that is typed: it holds once the typing pauses, or at once with Enter. */
export function FilterText({ value, onChange, ...input }: FilterTextProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    // Changed elsewhere, by a chip or a link; what was typed here is left as it is.
    if (value !== text.trim()) setText(value);
  }
  const apply = useDebouncedCallback(onChange, TYPED_MS);
  return (
    <TextInput
      size="sm"
      {...input}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        apply(currentTarget.value);
      }}
      onKeyDown={({ key }) => {
        if (key === 'Enter') apply.flush();
      }}
    />
  );
}
