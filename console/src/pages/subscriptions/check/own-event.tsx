import { useEffect, useState } from 'react';
import { JsonEditor, parsedJson } from '../../../ui/json-editor.js';
import { isJsonObject } from '../condition/tree.js';

interface OwnEventProps {
  readonly onEvent: (asked: { readonly event: Record<string, unknown> } | null) => void;
}

const FIRST = {
  type: 'ticket.created',
  data: { ticket: { id: 7, subject: 'Cannot log in', priority: { slug: 'high', name: 'High' } } },
};
const ROWS = 12;

/** An event that is written by hand; id, source and version may be left away. */
export function OwnEvent({ onEvent }: OwnEventProps) {
  const [text, setText] = useState(() => JSON.stringify(FIRST, null, 2));
  useEffect(() => {
    const event = parsedJson(text);
    onEvent(isJsonObject(event) ? { event: { ...event } } : null);
  }, [text, onEvent]);
  return <JsonEditor label="Event as JSON" value={text} onChange={setText} rows={ROWS} />;
}
