import { useEffect } from 'react';
import { JsonEditor, parsedJson } from '../../../ui/json-editor.js';
import { isJsonObject } from '../condition/tree.js';

interface OwnEventProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onEvent: (asked: { readonly event: Record<string, unknown> } | null) => void;
}

/** What stands there until something is written. */
export const FIRST_EVENT = JSON.stringify(
  {
    type: 'ticket.created',
    data: { ticket: { id: 7, subject: 'Cannot log in', priority: { slug: 'high', name: 'High' } } },
  },
  null,
  2,
);
const ROWS = 12;

/** An event that is written by hand; id, source and version may be left away. */
export function OwnEvent({ text, onText, onEvent }: OwnEventProps) {
  useEffect(() => {
    const event = parsedJson(text);
    onEvent(isJsonObject(event) ? { event: { ...event } } : null);
  }, [text, onEvent]);
  return <JsonEditor label="Event as JSON" value={text} onChange={onText} rows={ROWS} />;
}
