import { readFileSync } from 'node:fs';
import { deliveryDetailSchema, type Attempt, type DeliveryDetail } from '@deskhook/contracts';
import { apiPath } from '../api-client.js';
import { CliError, messageOf, UsageError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import type { Session } from '../session.js';
import {
  parseHeader,
  parseRawRequest,
  RequestFormatError,
  type ReceivedRequest,
} from './received-request.js';

export interface RequestOptions {
  readonly request?: string;
  readonly header?: readonly string[];
  readonly body?: string;
  readonly delivery?: string;
  readonly attempt?: number;
}

/** What Deskhook's log has of a request: what was sent, when, and by which subscription. */
export interface SentRequest extends ReceivedRequest {
  readonly subscriptionId: string;
  readonly at: number;
}

/** The request as it was received, from files; null where the options name none. */
export function receivedRequest({ request, header = [], body }: RequestOptions): ReceivedRequest | null {
  if (request !== undefined && (header.length > 0 || body !== undefined))
    throw new UsageError('give either --request with the whole of it, or --header and --body');
  try {
    if (request !== undefined) return parseRawRequest(bytesOf(request));
    if (header.length === 0 && body === undefined) return null;
    return { headers: header.map(parseHeader), body: body === undefined ? Buffer.alloc(0) : bytesOf(body) };
  } catch (error) {
    if (error instanceof RequestFormatError) throw new UsageError(error.message, [], { cause: error });
    throw error;
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${messageOf(cause)}`, [], { cause });
  }
}

/** One attempt of a delivery as it was sent, the last unless another is named. */
export async function sentRequest(
  session: Session,
  id: string,
  number: number | undefined,
): Promise<SentRequest> {
  const path = apiPath`/v1/tenants/${await session.tenant()}/deliveries/${id}`;
  const delivery = await session.api.get(path, deliveryDetailSchema);
  const attempt = attemptOf(delivery, number);
  return {
    headers: Object.entries(attempt.requestHeaders),
    body: Buffer.from(attempt.requestBody ?? ''),
    subscriptionId: delivery.subscriptionId,
    at: Date.parse(attempt.at),
  };
}

function attemptOf({ id, attempts }: DeliveryDetail, number: number | undefined): Attempt {
  const attempt = number === undefined ? attempts.at(-1) : attempts.find((one) => one.number === number);
  if (attempt !== undefined) return attempt;
  const which = number === undefined ? 'no attempt yet' : `no attempt ${number}`;
  throw new CliError(`the delivery ${id} has ${which}: ${attempts.length} were made`, EXIT.notFound);
}
