import { z } from 'zod';

const requestTimeoutMs = 15_000;

const problemSchema = z.object({ title: z.string(), detail: z.string().optional() });

/** The few calls to Deskhook's HTTP API that the demo makes. */
export class GatewayClient {
  constructor(
    private readonly gatewayUrl: string,
    private readonly rootKey: string,
  ) {}

  /** Sends JSON and parses the answer; an error says what the gateway said. */
  async call<T>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    schema: z.ZodType<T>,
    body?: object,
  ): Promise<T> {
    const response = await fetch(`${this.gatewayUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.rootKey}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(requestTimeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${explain(text)}`);
    return schema.parse(JSON.parse(text));
  }
}

function explain(text: string): string {
  try {
    const { title, detail } = problemSchema.parse(JSON.parse(text));
    return detail === undefined ? title : `${title}: ${detail}`;
  } catch {
    return text.slice(0, 300);
  }
}
