type JsonObject = Readonly<Record<string, unknown>>;

const NAMING = ['id', 'external_id', 'name', 'email'];
const TEXT_LENGTH_MAX = 256;

/**
 * The data of a derived event in which whoever was filled in is only named: the snapshot describes them already. What the
 * event that it is derived from says itself stays as it is.
 */
export function withSlimAssignees(data: JsonObject, stated: JsonObject): JsonObject {
  const ticket = objectOf(data['ticket']);
  const statedTicket = objectOf(stated['ticket']);
  const people = ticket['previous_agents'];
  const isFilled = people !== statedTicket['previous_agents'];
  return {
    ...data,
    ...(isFilled && Array.isArray(people)
      ? { ticket: { ...ticket, previous_agents: people.map(slim) } }
      : {}),
    ...(isObject(data['assignment']) ? { assignment: slimAssignment(data['assignment']) } : {}),
    ...(Array.isArray(data['assignments']) ? { assignments: data['assignments'].map(slimAssignment) } : {}),
  };
}

function slimAssignment(assignment: unknown): unknown {
  if (!isObject(assignment)) return assignment;
  return {
    ...assignment,
    assignee: slim(assignment['assignee']),
    previous: slim(assignment['previous']),
  };
}

function slim(one: unknown): unknown {
  if (!isObject(one)) return one;
  const named = NAMING.map((name) => [name, one[name]] as const).filter(([, value]) => isShort(value));
  return Object.fromEntries(named);
}

function isShort(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.length <= TEXT_LENGTH_MAX);
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
