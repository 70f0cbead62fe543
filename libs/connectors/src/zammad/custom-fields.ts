import type { JsonObject } from '../reading.js';

/** What Zammad itself knows of a ticket; everything else are attributes that its administrators added. */
const OWN: ReadonlySet<string> = new Set([
  'id',
  'number',
  'title',
  'note',
  'state',
  'priority',
  'group',
  'organization',
  'owner',
  'customer',
  'created_by',
  'updated_by',
  'type',
  'pending_time',
  'approver',
  'approval_state',
  'ai_agent_running',
  'time_unit',
  'preferences',
  'article_count',
  'create_article_sender',
  'create_article_type',
  'ticket_time_accounting',
  'referencing_checklists',
  'checklist',
  'tags',
]);
/** Instants, keys, lists of keys and measured minutes of its own. */
const OWN_ENDING = /_(at|id|ids|in_min|diff_in_min)$/;

/** The attributes of a ticket that are not Zammad's own, where they have plain values. */
export function customFields(ticket: JsonObject): readonly JsonObject[] {
  return Object.entries(ticket).flatMap(([key, value]) => {
    if (OWN.has(key) || OWN_ENDING.test(key) || !isPlain(value)) return [];
    return [{ key, label: key, type: typeof value === 'string' ? 'text' : typeof value, value }];
  });
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean';
}
