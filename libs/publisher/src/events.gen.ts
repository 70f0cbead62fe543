// Made of the schemas of Deskhook by `npm run build:publisher -- types`. Do not edit.

export interface Person {
  id?: (number | string) | null;
  external_id?: string | number | null;
  first_name?: string | null;
  last_name?: string | null;
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  roles?: unknown[] | null;
  is_agent?: boolean | null;
  person_type?: number | null;
  profile_type?: number | null;
  organization?: unknown;
  active_tickets_count?: number | null;
  [k: string]: unknown;
}
export interface Attachment {
  id?: (number | string) | null;
  filename?: string | null;
  content_type?: string | null;
  size?: number | null;
  url?: string | null;
  thumb_url?: string | null;
  hash32?: string | null;
  guid?: string | null;
  created?: string | null;
  created_by?: Person | null;
  [k: string]: unknown;
}
export interface CustomField {
  id?: (number | string) | null;
  rule_id?: (number | string) | null;
  line?: number | null;
  slug?: string | null;
  key?: string | null;
  label?: string | null;
  type?: string | null;
  value?: string | number | boolean | null;
  values?: unknown[] | null;
  items?:
    | {
        [k: string]: unknown;
      }[]
    | null;
  [k: string]: unknown;
}
export interface Message {
  id?: (number | string) | null;
  seq_in_ticket?: number | null;
  kind?: string | null;
  visibility?: string | null;
  html?: string | null;
  text?: string | null;
  summary?: string | null;
  author?: Person | null;
  cc?: unknown[] | null;
  attachments?: Attachment[] | null;
  created?: string | null;
  deleted?: boolean | null;
  [k: string]: unknown;
}
export interface Ticket {
  id: number | string;
  track_id?: string | null;
  subject?: string | null;
  type?: string | null;
  body?: {
    html?: string | null;
    text?: string | null;
    truncated?: boolean | null;
    [k: string]: unknown;
  } | null;
  summary?: string | null;
  status?: {
    id?: (number | string) | null;
    slug?: string | null;
    name?: string | null;
    base?: string | null;
    [k: string]: unknown;
  } | null;
  justification?: string | null;
  priority?: {
    id?: (number | string) | null;
    slug?: string | null;
    name?: string | null;
    [k: string]: unknown;
  } | null;
  category?: {
    id?: (number | string) | null;
    slug?: string | null;
    name?: string | null;
    [k: string]: unknown;
  } | null;
  services?:
    | {
        id?: (number | string) | null;
        level?: number | null;
        name?: string | null;
        [k: string]: unknown;
      }[]
    | null;
  origin?: {
    code?: number | null;
    slug?: string | null;
    address?: string | null;
    [k: string]: unknown;
  } | null;
  requester?: Person | null;
  agents?: Person[] | null;
  previous_agents?: Person[] | null;
  primary_agent?: Person | null;
  assigned_at?: string | null;
  created_by_agent?: Person | null;
  team?: {
    id?: (number | string) | null;
    name?: string | null;
    picture?: string | null;
    [k: string]: unknown;
  } | null;
  flags?: {
    [k: string]: boolean | null;
  } | null;
  counts?: {
    [k: string]: number | null;
  } | null;
  cc?: unknown[] | null;
  additional_recipients?: unknown[] | null;
  labels?:
    | {
        id?: (number | string) | null;
        name?: string | null;
        color?: string | null;
        [k: string]: unknown;
      }[]
    | null;
  tags?:
    | {
        id?: (number | string) | null;
        name?: string | null;
        slug?: string | null;
        [k: string]: unknown;
      }[]
    | null;
  rating?: {
    [k: string]: unknown;
  } | null;
  related_url?: string | null;
  urls?: {
    admin?: string | null;
    public?: string | null;
    [k: string]: unknown;
  } | null;
  client?: {
    ip?: string | null;
    browser?: string | null;
    os?: string | null;
    user_type?: string | null;
    [k: string]: unknown;
  } | null;
  timestamps?: {
    created?: string | null;
    updated?: string | null;
    closed?: string | null;
    last_activity?: string | null;
    last_reply?: string | null;
    [k: string]: unknown;
  } | null;
  attachments?: Attachment[] | null;
  custom_fields?: CustomField[] | null;
  last_reply?: {
    by?: unknown;
    source?: string | null;
    [k: string]: unknown;
  } | null;
  last_action?: Message | null;
  sla?: {
    policy?: string | null;
    response_minutes?: number | null;
    solution_minutes?: number | null;
    response_due?: string | null;
    solution_due?: string | null;
    breached_kind?: string | null;
    breached_at?: string | null;
    [k: string]: unknown;
  } | null;
  [k: string]: unknown;
}
export interface Change {
  field: string;
  old?: unknown;
  new?: unknown;
  old_id?: (number | string) | null;
  new_id?: (number | string) | null;
  [k: string]: unknown;
}
export interface Assignment {
  id?: (number | string) | null;
  kind?: string | null;
  assignee?: unknown;
  previous?: unknown;
  created?: string | null;
  [k: string]: unknown;
}
export interface TicketData {
  actor?: Person | null;
  tenant?: {
    [k: string]: unknown;
  } | null;
  changes?: Change[] | null;
  message?: Message | null;
  assignment?: Assignment | null;
  trigger?: {
    id?: (number | string) | null;
    name?: string | null;
    matched?:
      | {
          field?: string | null;
          [k: string]: unknown;
        }[]
      | null;
    [k: string]: unknown;
  } | null;
  time_condition?: {
    id?: string | null;
    policy?: string | null;
    policy_id?: string | null;
    statuses?: string[] | null;
    status?: string | null;
    since?: string | null;
    after?: string | null;
    due?: string | null;
    [k: string]: unknown;
  } | null;
  sla?: {
    policy?: string | null;
    metric?: string | null;
    due?: string | null;
    breached_at?: string | null;
    [k: string]: unknown;
  } | null;
  ticket: Ticket;
  [k: string]: unknown;
}
export interface UserData {
  actor?: Person | null;
  tenant?: {
    [k: string]: unknown;
  } | null;
  changes?: Change[] | null;
  message?: Message | null;
  assignment?: Assignment | null;
  trigger?: {
    id?: (number | string) | null;
    name?: string | null;
    matched?:
      | {
          field?: string | null;
          [k: string]: unknown;
        }[]
      | null;
    [k: string]: unknown;
  } | null;
  time_condition?: {
    id?: string | null;
    policy?: string | null;
    policy_id?: string | null;
    statuses?: string[] | null;
    status?: string | null;
    since?: string | null;
    after?: string | null;
    due?: string | null;
    [k: string]: unknown;
  } | null;
  user: {
    id: number | string;
    external_id?: string | number | null;
    first_name?: string | null;
    last_name?: string | null;
    name?: string | null;
    email?: string | null;
    phone?: string | null;
    roles?: unknown[] | null;
    is_agent?: boolean | null;
    person_type?: number | null;
    profile_type?: number | null;
    organization?: unknown;
    active_tickets_count?: number | null;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface ArticleData {
  actor?: Person | null;
  tenant?: {
    [k: string]: unknown;
  } | null;
  changes?: Change[] | null;
  message?: Message | null;
  assignment?: Assignment | null;
  trigger?: {
    id?: (number | string) | null;
    name?: string | null;
    matched?:
      | {
          field?: string | null;
          [k: string]: unknown;
        }[]
      | null;
    [k: string]: unknown;
  } | null;
  time_condition?: {
    id?: string | null;
    policy?: string | null;
    policy_id?: string | null;
    statuses?: string[] | null;
    status?: string | null;
    since?: string | null;
    after?: string | null;
    due?: string | null;
    [k: string]: unknown;
  } | null;
  article: {
    id: number | string;
    title?: string | null;
    author?: Person | null;
    categories?:
      | {
          slug?: string | null;
          name?: string | null;
          [k: string]: unknown;
        }[]
      | null;
    tags?:
      | {
          slug?: string | null;
          name?: string | null;
          [k: string]: unknown;
        }[]
      | null;
    url?: string | null;
    view_count?: number | null;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface AgentData {
  actor?: Person | null;
  tenant?: {
    [k: string]: unknown;
  } | null;
  changes?: Change[] | null;
  message?: Message | null;
  assignment?: Assignment | null;
  trigger?: {
    id?: (number | string) | null;
    name?: string | null;
    matched?:
      | {
          field?: string | null;
          [k: string]: unknown;
        }[]
      | null;
    [k: string]: unknown;
  } | null;
  time_condition?: {
    id?: string | null;
    policy?: string | null;
    policy_id?: string | null;
    statuses?: string[] | null;
    status?: string | null;
    since?: string | null;
    after?: string | null;
    due?: string | null;
    [k: string]: unknown;
  } | null;
  ticket?: Ticket | null;
  user?: Person | null;
  login?: {
    user?: unknown;
    at?: string | null;
    ip?: string | null;
    [k: string]: unknown;
  } | null;
  [k: string]: unknown;
}
export interface OpenData {
  actor?: Person | null;
  tenant?: {
    [k: string]: unknown;
  } | null;
  changes?: Change[] | null;
  message?: Message | null;
  assignment?: Assignment | null;
  trigger?: {
    id?: (number | string) | null;
    name?: string | null;
    matched?:
      | {
          field?: string | null;
          [k: string]: unknown;
        }[]
      | null;
    [k: string]: unknown;
  } | null;
  time_condition?: {
    id?: string | null;
    policy?: string | null;
    policy_id?: string | null;
    statuses?: string[] | null;
    status?: string | null;
    since?: string | null;
    after?: string | null;
    due?: string | null;
    [k: string]: unknown;
  } | null;
  ticket?: Ticket | null;
  user?: Person | null;
  [k: string]: unknown;
}
export interface CommandData {
  action:
    | {
        type: 'add_note';
        body: string;
      }
    | {
        type: 'set_status';
        status: string | number;
      }
    | {
        type: 'set_priority';
        priority: string | number;
      }
    | {
        type: 'assign';
        agent?: string | number;
        team?: string | number;
      }
    | {
        type: 'add_tags';
        /**
         * @minItems 1
         * @maxItems 50
         */
        tags: [string, ...string[]];
      }
    | {
        type: 'remove_tags';
        /**
         * @minItems 1
         * @maxItems 50
         */
        tags: [string, ...string[]];
      }
    | {
        type: 'set_field';
        field: string;
        value: ((string | number | boolean) | (string | number | boolean)[]) | null;
      };
  ticket: {
    id: number | string;
    track_id?: string;
    subject?: string;
  };
  subscription: {
    id: string;
    name: string;
  };
  event: {
    id: string;
    type: string;
  };
}

/** What an event of each type says. */
export interface EventData {
  /** A ticket was opened. */
  'ticket.created': TicketData;
  /** A ticket changed in any way. From its changes the fine events are derived: of status, assignees and other fields. */
  'ticket.updated': TicketData;
  /** A ticket moved to another status. */
  'ticket.status_changed': TicketData;
  /** A ticket entered a closed status. */
  'ticket.closed': TicketData;
  /** A ticket left a closed status. */
  'ticket.reopened': TicketData;
  /** An agent or a team was assigned. */
  'ticket.assigned': TicketData;
  /** An agent or a team was taken off. */
  'ticket.unassigned': TicketData;
  /** The set of assignees changed. */
  'ticket.assignees_changed': TicketData;
  /** Subject, category, priority, labels or custom fields changed. */
  'ticket.fields_changed': TicketData;
  /** A ticket was marked as answered. */
  'ticket.answered': TicketData;
  /** A ticket was marked as unanswered. */
  'ticket.unanswered': TicketData;
  /** A ticket was marked as spam. */
  'ticket.spam_marked': TicketData;
  /** A ticket was found not to be spam. */
  'ticket.spam_cleared': TicketData;
  /** A ticket was moved to the trash. */
  'ticket.trashed': TicketData;
  /** A ticket was taken out of the trash. */
  'ticket.untrashed': TicketData;
  /** A ticket was archived. */
  'ticket.archived': TicketData;
  /** A ticket was taken out of the archive. */
  'ticket.unarchived': TicketData;
  /** A ticket was deleted for good. */
  'ticket.deleted': TicketData;
  /** A ticket stayed in a state for the time that a trigger names. */
  'ticket.time_condition_met': TicketData;
  /** A customer or an agent replied. */
  'reply.created': TicketData;
  /** An internal note was added. */
  'note.created': TicketData;
  /** An SLA target is close to its due instant. */
  'sla.warning': TicketData;
  /** An SLA target passed its due instant. */
  'sla.breached': TicketData;
  /** A user or client account was created. */
  'user.created': UserData;
  /** A user's role changed. */
  'user.role_changed': UserData;
  /** An agent signed in. */
  'agent.logged_in': AgentData;
  /** A knowledge base article was published. */
  'article.published': ArticleData;
  /** A knowledge base article was updated. */
  'article.updated': ArticleData;
  /** A knowledge base article was viewed. */
  'article.viewed': ArticleData;
  /** A test that an administrator sent. */
  'endpoint.test': OpenData;
  /** Deskhook stopped delivering to an endpoint. */
  'deskhook.endpoint_disabled': OpenData;
  /** An endpoint that failed answers again. */
  'deskhook.endpoint_recovered': OpenData;
  /** A delivery exhausted its retry schedule. */
  'deskhook.delivery_failed': OpenData;
  /** An event was not evaluated because events caused each other in a loop. */
  'deskhook.loop_stopped': OpenData;
}

/** What a helpdesk may publish, beside `custom.<name>`. */
export const EVENT_TYPES = [
  'ticket.created',
  'ticket.updated',
  'ticket.status_changed',
  'ticket.closed',
  'ticket.reopened',
  'ticket.assigned',
  'ticket.unassigned',
  'ticket.assignees_changed',
  'ticket.fields_changed',
  'ticket.answered',
  'ticket.unanswered',
  'ticket.spam_marked',
  'ticket.spam_cleared',
  'ticket.trashed',
  'ticket.untrashed',
  'ticket.archived',
  'ticket.unarchived',
  'ticket.deleted',
  'ticket.time_condition_met',
  'reply.created',
  'note.created',
  'sla.warning',
  'sla.breached',
  'user.created',
  'user.role_changed',
  'agent.logged_in',
  'article.published',
  'article.updated',
  'article.viewed',
  'endpoint.test',
] as const;
