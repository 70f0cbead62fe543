// Test support: sends a request by hand, as the dispatcher would.

export interface HandMade {
  readonly contentType: string;
  readonly body: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Posts it and answers with the status code. */
export async function send(url: string, { contentType, body, headers = {} }: HandMade): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': contentType, ...headers },
    body: typeof body === 'string' ? body : Buffer.from(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}
