import type { CatalogueEventType } from '@deskhook/domain';
import type { JsonObject } from '../json-value.js';
import { mergeData } from './sample/merge-data.js';
import { sampleData } from './sample/sample-data.js';
import { AGENT, ARTICLE_ID, CUSTOMER, TICKET_ID } from './sample/sample-people.js';

export interface SampleEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly testevent: true;
  readonly data: JsonObject;
}

/**
 * A complete event of the type, with made-up but plausible content: every field of the canonical model that such an
 * event can have. `changes` is merged into its data, object by object; lists are replaced.
 */
export function sampleEvent(
  type: CatalogueEventType,
  tenantId: string,
  id: string,
  now: Date,
  changes: JsonObject = {},
): SampleEvent {
  return {
    specversion: '1.0',
    id,
    source: `/helpdesk/${tenantId}`,
    type,
    subject: subjectOf(type),
    time: now.toISOString(),
    datacontenttype: 'application/json',
    testevent: true,
    data: mergeData(sampleData(type, now), changes),
  };
}

function subjectOf(type: CatalogueEventType): string {
  if (type.startsWith('user.')) return `users/${CUSTOMER.id}`;
  if (type.startsWith('agent.')) return `users/${AGENT.id}`;
  return type.startsWith('article.') ? `articles/${ARTICLE_ID}` : `tickets/${TICKET_ID}`;
}
