import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

interface FilterInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** As it counts; what is being typed is only told after a pause. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

const PAUSE_MS = 350;

/** A filter that is typed: it counts after a pause, or at once by Enter. */
export function FilterInput({ value, onChange, ...input }: FilterInputProps) {
  const [typed, setTyped] = useState(value ?? '');
  const told = useRef(value);
  useEffect(() => {
    // What was told from here comes back, and must not overwrite what was typed since.
    if (value === told.current) return;
    told.current = value;
    setTyped(value ?? '');
  }, [value]);
  const tellSoon = useDebouncedCallback((text: string) => {
    told.current = text.trim() === '' ? undefined : text.trim();
    onChange(told.current);
  }, PAUSE_MS);
  const set = (text: string) => {
    setTyped(text);
    tellSoon(text);
  };
  const clear = () => {
    set('');
    tellSoon.flush();
  };
  return (
    <TextInput
      size="xs"
      {...input}
      value={typed}
      onChange={(changed) => set(changed.currentTarget.value)}
      onKeyDown={(pressed) => {
        if (pressed.key === 'Enter') tellSoon.flush();
      }}
      rightSection={
        typed === '' ? undefined : <CloseButton size="xs" aria-label="Clear the filter" onClick={clear} />
      }
    />
  );
}
