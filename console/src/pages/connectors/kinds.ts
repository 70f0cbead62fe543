import type { BodyOf } from '../../api/types.js';

export type ConnectorKind = BodyOf<'createConnector'>['kind'];

/** What somebody writes for one entry of a connector's `options`. */
export type OptionField = {
  readonly name: string;
  readonly label: string;
  readonly description: string;
} & (
  | { readonly kind: 'flag' }
  | { readonly kind: 'number' | 'seconds' | 'texts' | 'url'; readonly placeholder: string }
  | MapField
);

interface MapField {
  readonly kind: 'map';
  /** What its two columns are: `Status` and `Counts as`. */
  readonly columns: readonly [name: string, value: string];
  readonly placeholders: readonly [name: string, value: string];
  /** The values that there are; absent: any text. */
  readonly choices?: readonly string[];
}

interface KindText {
  /** The helpdesk's own name. */
  readonly title: string;
  /** Who makes the secret: where the helpdesk does, it is pasted in here. */
  readonly secretMadeBy: 'deskhook' | 'helpdesk';
  /** Where to click in the helpdesk, one step each. */
  readonly steps: readonly string[];
  readonly options: readonly OptionField[];
}

const SITE_URL: OptionField = {
  name: 'siteUrl',
  kind: 'url',
  label: 'Address of the helpdesk',
  description: 'For links to its tickets.',
  placeholder: 'https://desk.example.com',
};

const STATUSES: OptionField = {
  name: 'statuses',
  kind: 'map',
  label: 'Statuses',
  description: 'Only those that are not the usual ones: what each of them counts as.',
  columns: ['Status', 'Counts as'],
  placeholders: ['waiting for parts', 'stopped'],
  choices: ['new', 'in_progress', 'stopped', 'canceled', 'resolved', 'closed'],
};

const IGNORED: OptionField = {
  name: 'ignoreActors',
  kind: 'texts',
  label: 'Accounts that are left out',
  description:
    'Ids, logins or email addresses. Nothing is made of what they do: name the account that carries out what Deskhook commands, so that there are no loops.',
  placeholder: 'deskhook@desk.example',
};

const TOLERANCE: OptionField = {
  name: 'toleranceSeconds',
  kind: 'seconds',
  label: 'Seconds that its clock may be off',
  description: 'A request that was signed longer ago is refused.',
  placeholder: '300',
};

/** What the API knows of each kind of connector, in the words of who sets one up; docs/connectors.md has the sources. */
export const KINDS: Readonly<Record<ConnectorKind, KindText>> = {
  zammad: {
    title: 'Zammad',
    secretMadeBy: 'deskhook',
    steps: [
      'Admin → Manage → Webhook → New. Endpoint: the address. HMAC SHA1 Signature Token: the secret. Custom Payload stays off.',
      'Admin → Manage → Trigger → New: activated by an action, for created and for updated tickets. It executes the webhook. Selective execution sends new tickets and every article.',
      'A webhook of Zammad does not say what happened. Make a trigger for each thing that subscriptions are to tell apart, such as “State has changed” and “State is closed” together (expert mode), and enter its name under “Events by trigger”.',
    ],
    options: [
      SITE_URL,
      STATUSES,
      IGNORED,
      {
        name: 'triggers',
        kind: 'map',
        label: 'Events by trigger',
        description: 'What the triggers of Zammad stand for: an event about a ticket, or custom.<name>.',
        columns: ['Trigger', 'Event'],
        placeholders: ['Deskhook: closed', 'ticket.closed'],
      },
    ],
  },
  chatwoot: {
    title: 'Chatwoot',
    secretMadeBy: 'helpdesk',
    steps: [
      'Settings → Integrations → Webhooks → Add new webhook. Enter the address.',
      'Tick conversation created, status changed and updated, message created, contact created.',
      'Copy the secret that Chatwoot shows, and enter it here.',
    ],
    options: [
      SITE_URL,
      {
        name: 'accountId',
        kind: 'number',
        label: 'Number of the account',
        description:
          'For links in releases that do not tell it: the number behind /app/accounts/ in the address of Chatwoot.',
        placeholder: '1',
      },
      STATUSES,
      IGNORED,
      TOLERANCE,
      {
        name: 'acceptToken',
        kind: 'flag',
        label: 'Take the secret at the end of the address',
        description:
          'For Chatwoot before 4.11.2, which signs nothing: add ?token= and the secret to the address. Addresses end up in logs, so rather update Chatwoot.',
      },
    ],
  },
  freescout: {
    title: 'FreeScout',
    secretMadeBy: 'helpdesk',
    steps: [
      'Manage → Settings → API & Webhooks (a paid module). Add a webhook with the address, and choose the events.',
      'Copy the secret key of that page, and enter it here.',
    ],
    options: [SITE_URL, STATUSES, IGNORED],
  },
  zendesk: {
    title: 'Zendesk',
    secretMadeBy: 'helpdesk',
    steps: [
      'Admin Center → Apps and integrations → Webhooks → Create webhook. Choose Zendesk events and the ticket events; user created, user role changed and article published, if you want them.',
      'Endpoint URL: the address. Request method POST, request format JSON, no authentication.',
      'Create the webhook untested: until it exists, Zendesk signs tests with a secret that everybody knows, and they are refused.',
      'Reveal secret: copy it, and enter it here. Now test the webhook.',
      'Triggers and automations can send, too. The body that they need stands in Deskhook’s documentation of connectors. Switch them on last.',
    ],
    options: [SITE_URL, STATUSES, IGNORED, TOLERANCE],
  },
  github: {
    title: 'GitHub Issues',
    secretMadeBy: 'deskhook',
    steps: [
      'Repository or organization → Settings → Webhooks → Add webhook. Payload URL: the address. Content type: application/json. Secret: the secret.',
      'Let me select individual events: Issues, Issue comments.',
    ],
    options: [
      STATUSES,
      IGNORED,
      {
        name: 'priorityLabels',
        kind: 'map',
        label: 'Priorities by label',
        description: 'Labels of issues that say how urgent they are.',
        columns: ['Label', 'Priority'],
        placeholders: ['P1', 'high'],
      },
    ],
  },
};

/** In the order in which they are offered. */
export const KIND_NAMES = Object.keys(KINDS).filter(isKind);

export function isKind(value: unknown): value is ConnectorKind {
  return typeof value === 'string' && Object.hasOwn(KINDS, value);
}
