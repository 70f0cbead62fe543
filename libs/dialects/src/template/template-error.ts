/** A template that cannot be rendered for an event, or not within its limits. The message is one sentence for the log. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** One sentence about what the engine or JSON threw, without the engine's stack and template excerpt. */
export function faultOf(error: unknown): string {
  if (error instanceof RangeError && /call stack/i.test(error.message)) return 'it is nested too deeply';
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]?.slice(0, FAULT_LENGTH_MAX) ?? '';
}

const FAULT_LENGTH_MAX = 300;
