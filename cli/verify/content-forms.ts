import { asItIs, fault, type Form } from './diagnosis.js';

const MILLISECOND_DIGITS = 13;

/** What stands before the body in the content of Standard Webhooks, `id.timestamp.`, as the headers have it or may have had it. */
export function contentForms(id: string, timestamp: string): readonly Form<string>[] {
  return [
    asItIs(`${id}.${timestamp}.`),
    {
      value: `${timestamp}.${id}.`,
      changed: fault(
        'headers-swapped',
        'the values of webhook-id and webhook-timestamp are exchanged',
        'find who copies the headers: each belongs under its own name',
      ),
    },
    ...plainForms(id, 'webhook-id').map(({ value, changed }) => ({
      value: `${value}.${timestamp}.`,
      changed,
    })),
    ...timestampForms(timestamp).map(({ value, changed }) => ({ value: `${id}.${value}.`, changed })),
  ];
}

function timestampForms(timestamp: string): readonly Form<string>[] {
  const seconds = secondsOf(timestamp);
  if (seconds === null || seconds === timestamp) return [];
  const changed = fault(
    'timestamp-form',
    `webhook-timestamp was changed: it was ${seconds}, in seconds`,
    'pass the header on as the text that it is',
  );
  return [{ value: seconds, changed }];
}

/** Seconds since 1970 as they are sent; null where the text is no time at all. */
export function secondsOf(timestamp: string): string | null {
  const text = timestamp.trim().replace(/^(['"])(.*)\1$/, '$2');
  if (/^\d+(\.\d+)?$/.test(text)) {
    const value = Math.floor(Number(text));
    return String(
      text.length >= MILLISECOND_DIGITS && !text.includes('.') ? Math.floor(value / 1000) : value,
    );
  }
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : String(Math.floor(instant / 1000));
}

/** Quotes, blanks, and the same value twice, as proxies join repeated headers. */
function plainForms(value: string, header: string): readonly Form<string>[] {
  const [first = ''] = value.split(',');
  const plain = first.trim().replace(/^(['"])(.*)\1$/, '$2');
  if (plain === value) return [];
  return [
    {
      value: plain,
      changed: fault(
        'header-changed',
        `${header} was changed: it was "${plain}"`,
        'pass the header on as it came',
      ),
    },
  ];
}
