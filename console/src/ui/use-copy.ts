import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import { copyText } from './copy-text.js';
import { notifyFailure } from './notify.js';

const SHOWN_MS = 1_500;

/** Copies a text, and tells for a moment that it was; where the browser refuses, it says what to do. */
export function useCopy(): { readonly isCopied: boolean; readonly copy: (text: string) => void } {
  const [isCopied, setCopied] = useState(false);
  const { start } = useTimeout(() => setCopied(false), SHOWN_MS);
  const copy = async (text: string) => {
    const isDone = await copyText(text);
    setCopied(isDone);
    if (isDone) start();
    else notifyFailure('The browser does not let this page copy', 'Select the text and copy it yourself.');
  };
  return { isCopied, copy: (text) => void copy(text) };
}
