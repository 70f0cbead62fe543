import type { FastifyReply } from 'fastify';

/** The answer, with its version as the ETag header. */
export function withEtag<T extends { readonly etag: string }>(reply: FastifyReply, answer: T): T {
  void reply.header('etag', `"${answer.etag}"`);
  return answer;
}
