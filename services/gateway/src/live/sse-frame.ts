/** An event of an event stream (HTML, "Server-sent events"). `id` is where a client that comes back goes on. */
export interface SseEvent {
  readonly id: number;
  readonly event: string;
  readonly data: unknown;
}

/** The event as it goes over the wire. JSON has no line breaks, so the data is one line. */
export function sseFrame({ id, event, data }: SseEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A sign of life. It moves the client's place on past what its filters left out; nothing is dispatched. */
export function sseHeartbeat(id: number): string {
  return `: still here\nid: ${id}\n\n`;
}

/** What a client is told first: how long to wait before it connects again. */
export function sseHello(retryMs: number): string {
  return `retry: ${retryMs}\n\n`;
}
