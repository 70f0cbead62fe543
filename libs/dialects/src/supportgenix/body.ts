import type { CanonicalEvent, CustomField } from '../canonical/model.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { clientFields } from './client-fields.js';
import { customFields } from './custom-fields.js';
import type { SupportGenixEvent } from './events.js';
import { ticketFields } from './ticket-fields.js';

/** How many form fields PHP (`max_input_vars`) and Express (`parameterLimit`) read unless configured otherwise. */
const FORM_FIELDS_MAX = 1000;

export interface SupportGenixBody {
  readonly value: JsonObject;
  readonly warnings: readonly string[];
}

export interface BodySettings {
  /** Without a slash at the end; empty: unknown. */
  readonly siteUrl: string;
  readonly hasAllTicketFields: boolean;
}

/** The form that is sent for an event (dialects page, section 3). */
export function supportGenixBody(
  native: SupportGenixEvent,
  event: CanonicalEvent,
  settings: BodySettings,
): SupportGenixBody {
  const names = settings.hasAllTicketFields ? native.allFields : native.fields;
  const source = bodySource(event, settings);
  // `event` is one more than the names, `custom_fields` itself is none.
  const custom = customFields(source.customFields, FORM_FIELDS_MAX - names.length);
  const values: Readonly<Record<string, JsonValue>> = { ...source.fields, custom_fields: custom.fields };
  const members = names.map((name) => [name, values[name] ?? null] as const);
  return {
    value: { event: native.event, ...Object.fromEntries(members) },
    warnings: names.includes('custom_fields') ? omissionWarnings(custom.omitted) : [],
  };
}

interface BodySource {
  readonly fields: JsonObject;
  readonly customFields: readonly CustomField[];
}

function bodySource(event: CanonicalEvent, { siteUrl }: BodySettings): BodySource {
  const { user, ticket } = event;
  if (event.type === 'user.created' && user !== null)
    return { fields: clientFields(user.person), customFields: user.person.customFields };
  if (ticket === null) throw new TypeError(`a ${event.type} event has no ticket`);
  return { fields: ticketFields(event, ticket, siteUrl), customFields: ticket.customFields };
}

function omissionWarnings(omitted: number): readonly string[] {
  if (omitted === 0) return [];
  return [
    `${omitted} custom fields are left out: receivers read at most ${FORM_FIELDS_MAX} fields of a form unless configured otherwise.`,
  ];
}
