/**
 * A part that Deskhook needs (broker, database) does not answer or refuses for now. Whoever meets it tries again and
 * loses nothing.
 */
export class TransientError extends Error {
  override readonly name: string = 'TransientError';
}
