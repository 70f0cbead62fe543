import { unknownOption } from './check-options.js';
import { InvalidEventError } from './errors.js';
import { memberOf, type EventOptions } from './event.js';

const KNOWN = {
  id: true,
  time: true,
  source: true,
  subject: true,
  traceparent: true,
  correlationId: true,
  actorType: true,
  causedBy: true,
} satisfies Record<keyof EventOptions, true>;
/** Attributes of the event that follow from an option of another name. */
const SAID_BY_CAUSE: readonly string[] = ['causationid', 'hopcount'];

/** Throws an InvalidEventError for options that would be ignored, or of which no event can be made. */
export function checkEventOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null)
    throw new InvalidEventError('', 'its options must be an object, such as { id, correlationId }');
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(KNOWN, name)) continue;
    const said = SAID_BY_CAUSE.includes(name.toLowerCase())
      ? `unknown option \`${name}\`: give \`causedBy\`, which sets it`
      : unknownOption(name, Object.keys(KNOWN));
    throw new InvalidEventError(`/${name}`, said);
  }
  checkCause(memberOf(options, 'causedBy'));
}

function checkCause(cause: unknown): void {
  if (cause === undefined) return;
  for (const name of ['id', 'type'])
    if (typeof memberOf(cause, name) !== 'string')
      throw new InvalidEventError(
        `/causedBy/${name}`,
        'is required: give the command or event as it was read',
      );
}
