import type { JsonObject, JsonValue } from '../json-value.js';

/**
 * An event as the vendors' dialects render it: the canonical model (dialects page, section 7) with the fill rules
 * applied. `null` means that the helpdesk did not say and no rule fills the gap; each dialect decides what it sends
 * then. Ids are integers, 0 where there is none. Instants are epoch milliseconds.
 */
export interface CanonicalEvent {
  readonly id: string;
  readonly type: string;
  /** When it happened: the event's own time, else when the broker stored it. */
  readonly at: number;
  readonly tenant: CanonicalTenant;
  /** Who did it; null: unknown or the system. */
  readonly actor: Person | null;
  readonly ticket: Ticket | null;
  /** The reply or note that the event is about; in other events the ticket's last one, where the event states it. */
  readonly message: Message | null;
  readonly assignment: Assignment | null;
  /** All of them, where an event is about several: the first is `assignment`. */
  readonly assignments: readonly Assignment[];
  readonly changes: readonly Change[];
  readonly user: UserChange | null;
  readonly login: Login | null;
  readonly article: Article | null;
  readonly breach: Breach | null;
  /** `trigger.matched[]` as criteria and operator codes. */
  readonly matched: readonly MatchedCriterion[];
  /** The event's data as it came. */
  readonly data: JsonObject;
}

export interface CanonicalTenant {
  readonly id: string;
  readonly subdomain: string;
  readonly name: string;
  /** Without a slash at the end; empty when nobody said. */
  readonly siteUrl: string;
  readonly adminBaseUrl: string;
  readonly portalBaseUrl: string;
  readonly timezone: string;
}

export interface Person {
  readonly id: number;
  /** The helpdesk's own key as text: its external id, else its id; empty when there is neither. */
  readonly externalId: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string | null;
  readonly isAgent: boolean;
  /** First of its roles; `agent` or `customer` where none is stated. */
  readonly role: string;
  readonly roles: readonly string[];
  /** 1 person, 2 company, 4 department (Movidesk's codes). */
  readonly personType: number;
  /** 1 agent, 2 client, 3 both (Movidesk's codes). */
  readonly profileType: number;
  readonly organization: string | null;
  readonly activeTickets: number;
  /** Avatar of so many pixels; a gravatar address where the helpdesk states none. */
  readonly avatar: Readonly<Record<'20' | '24' | '32' | '48' | '64' | '128', string>>;
  readonly customFields: readonly CustomField[];
}

export interface Named {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

export interface Status extends Named {
  /** new, in_progress, stopped, canceled, resolved, closed; null when nobody said. */
  readonly base: string | null;
}

export interface Team {
  readonly id: number;
  readonly name: string;
  readonly picture: string | null;
}

export interface Ticket {
  readonly id: number;
  /** The helpdesk's own key as text. */
  readonly key: string;
  readonly trackId: string;
  readonly subject: string;
  readonly isInternal: boolean;
  readonly bodyHtml: string;
  readonly bodyText: string;
  readonly isBodyTruncated: boolean;
  readonly summary: string;
  readonly status: Status;
  readonly justification: string | null;
  readonly priority: Named;
  readonly category: Named;
  /** Names of the service tree, the top level first. */
  readonly services: readonly string[];
  readonly origin: { readonly code: number; readonly slug: string; readonly address: string };
  readonly requester: Person;
  readonly agents: readonly Person[];
  readonly previousAgents: readonly Person[];
  /** The assigned agent: the primary one, else the first. */
  readonly agent: Person | null;
  readonly assignedAt: number | null;
  readonly createdByAgent: Person | null;
  readonly team: Team | null;
  readonly flags: {
    readonly archived: boolean;
    readonly private: boolean;
    readonly spam: boolean;
    readonly trash: boolean;
    readonly draft: boolean;
    readonly unanswered: boolean;
    readonly deleted: boolean;
    readonly resolvedFirstCall: boolean;
  };
  readonly counts: {
    readonly replies: number;
    readonly agentReplies: number;
    readonly comments: number;
    readonly actions: number;
  };
  /** Somebody of whom only the address is known has the id 0 and no name. */
  readonly cc: readonly Person[];
  readonly additionalRecipients: readonly string[];
  readonly labels: readonly { readonly id: number; readonly name: string; readonly color: string }[];
  readonly tags: readonly Named[];
  readonly rating: JsonObject | null;
  readonly relatedUrl: string;
  readonly adminUrl: string;
  readonly publicUrl: string;
  readonly client: {
    readonly ip: string;
    readonly browser: string;
    readonly os: string;
    readonly userType: string;
  };
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly closedAt: number | null;
  readonly lastActivityAt: number | null;
  readonly lastReplyAt: number | null;
  readonly lastReply: { readonly by: Person | null; readonly source: string };
  readonly attachments: readonly Attachment[];
  readonly customFields: readonly CustomField[];
  readonly sla: {
    readonly policy: string;
    readonly responseMinutes: number;
    readonly solutionMinutes: number;
    readonly responseDueAt: number | null;
    readonly solutionDueAt: number | null;
  };
}

export interface Message {
  readonly id: number;
  /** Its place among the ticket's messages, from 1; null when nobody said. */
  readonly sequence: number | null;
  readonly kind: 'report' | 'reply' | 'note' | 'log';
  readonly isInternal: boolean;
  readonly originCode: number;
  readonly author: Person;
  readonly html: string;
  readonly text: string;
  readonly summary: string;
  /** Somebody of whom only the address is known has the id 0 and no name. */
  readonly cc: readonly Person[];
  readonly attachments: readonly Attachment[];
  readonly createdAt: number | null;
  readonly isDeleted: boolean;
}

export interface Attachment {
  readonly id: number;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number | null;
  readonly url: string;
  readonly thumbUrl: string | null;
  /** 32 upper-case hex digits of the file; made of its address where the helpdesk states none. */
  readonly hash32: string;
  readonly guid: string | null;
  readonly createdAt: number | null;
  /** What that instant has beyond milliseconds, up to 100 ns: four digits. */
  readonly createdDigits: string;
  readonly createdBy: Person | null;
}

export interface Assignment {
  readonly id: number;
  readonly kind: 'agent' | 'team';
  /** For kind `agent`. */
  readonly agent: Person | null;
  readonly team: Team | null;
  readonly previousAgent: Person | null;
  readonly previousTeam: Team | null;
  readonly createdAt: number | null;
}

export interface Change {
  readonly field: string;
  readonly slug: string;
  readonly label: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
  readonly oldId: number | null;
  readonly newId: number | null;
  readonly oldLabel: string | null;
  readonly newLabel: string | null;
  readonly reason: string | null;
}

export interface CustomField {
  readonly id: number;
  readonly ruleId: number;
  readonly line: number;
  /** `cust_<id>` where the helpdesk states none. */
  readonly slug: string;
  readonly key: string;
  readonly label: string;
  readonly type: string;
  /** The single value; null for fields of several values, and for empty ones. */
  readonly value: string | number | boolean | null;
  /** The values of a field that takes several, also those of its items. */
  readonly values: readonly (string | number | boolean)[];
  readonly items: readonly CustomFieldItem[];
  /** True when it holds neither a value nor values nor items. An empty text is empty. */
  readonly isEmpty: boolean;
}

export interface CustomFieldItem {
  readonly personId: string | null;
  readonly clientId: string | null;
  readonly team: string | null;
  readonly label: string | null;
  readonly fileGuid: string | null;
  readonly fileName: string | null;
}

export interface UserChange {
  readonly person: Person;
  readonly oldRoles: readonly string[];
  readonly newRoles: readonly string[];
  readonly changedBy: Person | null;
}

export interface Login {
  readonly user: Person;
  readonly at: number;
  readonly ip: string | null;
}

export interface Article {
  readonly id: number;
  readonly title: string;
  readonly author: Person | null;
  readonly categories: readonly { readonly slug: string; readonly name: string }[];
  readonly tags: readonly { readonly slug: string; readonly name: string }[];
  readonly url: string;
  readonly updatedBy: Person | null;
  readonly viewCount: number;
  readonly viewer: Person | null;
}

/** What an `sla.*` event says. */
export interface Breach {
  readonly policy: string;
  readonly metric: string;
  readonly dueAt: number | null;
  readonly breachedAt: number | null;
}

export interface MatchedCriterion {
  readonly field: string;
  readonly criteria: number | null;
  readonly operator: number | null;
}
