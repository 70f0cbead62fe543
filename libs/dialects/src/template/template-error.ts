/** A template that cannot be rendered for an event, or not within its limits. The message is one sentence for the log. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
