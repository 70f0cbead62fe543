import type { HelpdeskEvent } from './map-event.js';

/** The structured-mode CloudEvent that a helpdesk publishes. */
export function cloudEvent(event: HelpdeskEvent, id: string, at: Date): object {
  return {
    specversion: '1.0',
    id,
    source: '/demo/github-replay',
    type: event.type,
    subject: event.subject,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    data: event.data,
  };
}
