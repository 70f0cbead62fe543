import type { AttemptReport, LiveQuery } from '@deskhook/contracts';
import { SEARCHABLE_URL_PART, searchableText } from '@deskhook/domain';

const SEARCHABLE = new RegExp(SEARCHABLE_URL_PART, 'i');

/** Whether a client of the live stream wants an attempt: the filters of the list of deliveries, on the attempt itself. */
export function isWanted(report: AttemptReport, query: LiveQuery, hidesSecrets: boolean): boolean {
  const { subscription, status, type, ticket, url, code, error } = query;
  return (
    (subscription === undefined || report.subscriptionId === subscription) &&
    (status === undefined || report.status === status) &&
    (type === undefined || report.type === type || report.trigger === type) &&
    (ticket === undefined || report.ticketId === ticket) &&
    (code === undefined || report.response?.code === code) &&
    (url === undefined || hasText(report.url, url, hidesSecrets)) &&
    (error === undefined || [report.reason, report.error].some((text) => containsText(text, error)))
  );
}

/** A filter must not tell what the answer hides of URLs. */
function hasText(url: string, text: string, hidesSecrets: boolean): boolean {
  if (!hidesSecrets) return url.includes(text);
  const part = SEARCHABLE.exec(url)?.[0];
  return part !== undefined && part.includes(searchableText(text));
}

function containsText(text: string | null, part: string): boolean {
  return text !== null && text.toLowerCase().includes(part.toLowerCase());
}
