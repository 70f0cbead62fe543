import { baseOf, type StatusTable } from '../canonical.js';
import { mapOption, type OptionValues } from '../options.js';
import {
  at,
  compact,
  instantOf,
  integerOf,
  keyOf,
  listOf,
  slugOf,
  textOf,
  type JsonObject,
} from '../reading.js';
import { assigneesOf, personOf } from './people.js';

export function statusTable(options: OptionValues): StatusTable {
  return { defaults: { open: 'in_progress', closed: 'closed' }, options };
}

/** The issue as a ticket; null where the payload has none. */
export function ticketOf(payload: JsonObject, options: OptionValues): JsonObject | null {
  const { issue, repository } = payload;
  const id = keyOf(at(issue, 'id'));
  if (id === null) return null;
  const agents = assigneesOf(payload);
  const labels = labelsOf(payload);
  return compact({
    id,
    track_id: `${textOf(at(repository, 'full_name')) ?? ''}#${textOf(at(issue, 'number')) ?? ''}`,
    subject: textOf(at(issue, 'title')),
    type: 'public',
    body: compact({ text: textOf(at(issue, 'body')) }),
    status: statusOfIssue(issue, options),
    justification: textOf(at(issue, 'state_reason')),
    priority: priorityOf(labelNames(payload), options),
    category: categoryOf(repository),
    origin: { slug: 'github' },
    requester: personOf(at(issue, 'user'), at(issue, 'author_association')),
    agents,
    primary_agent: agents[0],
    labels,
    counts: compact({ replies: integerOf(at(issue, 'comments')) }),
    urls: compact({ public: textOf(at(issue, 'html_url')) }),
    timestamps: compact({
      created: instantOf(at(issue, 'created_at')),
      updated: instantOf(at(issue, 'updated_at')),
      closed: instantOf(at(issue, 'closed_at')),
    }),
    custom_fields: customFields(payload),
  });
}

/** The base of the issue's state. One closed as not planned may have a base of its own: the reason counts before the state. */
export function baseOfIssue(issue: unknown, state: string, options: OptionValues): string | null {
  const reason = textOf(at(issue, 'state_reason'));
  const told = reason === null ? undefined : mapOption(options, 'statuses').get(reason.toLowerCase());
  return told ?? baseOf(state, statusTable(options));
}

function statusOfIssue(issue: unknown, options: OptionValues): JsonObject | null {
  const state = textOf(at(issue, 'state'));
  if (state === null) return null;
  const base = baseOfIssue(issue, state, options);
  return compact({ id: state === 'open' ? 1 : 2, slug: state, name: capitalised(state), base });
}

/** Names of the labels that an issue bears now. */
export function labelNames(payload: JsonObject): readonly string[] {
  return labelsOf(payload).flatMap(({ name }) => textOf(name) ?? []);
}

/** The action counts: it may be ahead of the issue beside it. */
function labelsOf({ action, issue, label }: JsonObject): readonly JsonObject[] {
  const labels = listOf(at(issue, 'labels'))
    .map(labelOf)
    .filter((one) => one !== null);
  const changed = labelOf(label);
  const others = labels.filter(({ name }) => name !== changed?.['name']);
  if (action === 'unlabeled') return others;
  return action === 'labeled' && changed !== null ? [...others, changed] : labels;
}

/** The priority that the first label with one stands for. */
export function priorityOf(labels: readonly string[], options: OptionValues): JsonObject | null {
  const priorities = mapOption(options, 'priorityLabels');
  const name = labels
    .map((label) => priorities.get(label.toLowerCase()))
    .find((found) => found !== undefined);
  return name === undefined ? null : { slug: slugOf(name), name };
}

function labelOf(label: unknown): JsonObject | null {
  return compact({
    id: keyOf(at(label, 'id')),
    name: textOf(at(label, 'name')),
    color: textOf(at(label, 'color')),
  });
}

function categoryOf(repository: unknown): JsonObject | null {
  const name = textOf(at(repository, 'name'));
  return compact({ id: keyOf(at(repository, 'id')), slug: name === null ? null : slugOf(name), name });
}

function customFields({ issue, repository }: JsonObject): readonly JsonObject[] {
  const text = (id: number, key: string, label: string, value: string | null) =>
    value === null ? [] : [{ id, slug: `cust_${id}`, key, label, type: 'text', value }];
  return [
    ...text(1, 'repository', 'Repository', textOf(at(repository, 'full_name'))),
    ...text(2, 'milestone', 'Milestone', textOf(at(issue, 'milestone', 'title'))),
    ...text(3, 'type', 'Type', textOf(at(issue, 'type', 'name'))),
  ];
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
