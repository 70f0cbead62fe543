import { EventSourceParserStream } from 'eventsource-parser/stream';
import { useEffect, useRef, useState } from 'react';
import { currentKey, endSession } from '../app/session.js';
import type { LiveAttempt, QueryOf } from './types.js';

export type LiveFilter = Omit<QueryOf<'streamAttempts'>, 'lastEventId'>;
export type LiveState = 'connecting' | 'open' | 'failed';

const AGAIN_MS = 2_000;
const UNAUTHENTICATED = 401;

interface Live {
  readonly tenant: string;
  readonly filter?: LiveFilter;
  /** False: nothing is listened to. */
  readonly isOn?: boolean;
  readonly onAttempt: (attempt: LiveAttempt) => void;
  /** Attempts were left out, since this client was too far behind or they are no longer in the stream; says why. */
  readonly onLagging?: (detail: string) => void;
}

/** Tells of attempts as they happen. A stream that breaks off is taken up again where it ended. */
export function useLive({ tenant, filter = {}, isOn = true, onAttempt, onLagging }: Live): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const tell = useRef({ onAttempt, onLagging });
  useEffect(() => {
    tell.current = { onAttempt, onLagging };
  });
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
  useEffect(() => {
    if (!isOn) return undefined;
    const ending = new AbortController();
    const path = `/v1/tenants/${encodeURIComponent(tenant)}/live?${query}`;
    void listen(path, ending.signal, setState, {
      onAttempt: (attempt) => tell.current.onAttempt(attempt),
      onLagging: (detail) => tell.current.onLagging?.(detail),
    });
    return () => ending.abort();
  }, [tenant, query, isOn]);
  return state;
}

async function listen(
  path: string,
  signal: AbortSignal,
  onState: (state: LiveState) => void,
  { onAttempt, onLagging }: Required<Pick<Live, 'onAttempt' | 'onLagging'>>,
): Promise<void> {
  let lastId: string | undefined;
  while (!signal.aborted) {
    try {
      onState('connecting');
      const events = await open(path, lastId, signal);
      onState('open');
      for await (const { id, event, data } of events) {
        lastId = id ?? lastId;
        if (event === 'attempt') onAttempt(attemptOf(data));
        if (event === 'lagging') onLagging(lagOf(data).detail);
      }
    } catch {
      if (!signal.aborted) onState('failed');
    }
    await pause(AGAIN_MS, signal);
  }
}

function attemptOf(data: string): LiveAttempt {
  const attempt: LiveAttempt = JSON.parse(data);
  return attempt;
}

function lagOf(data: string): { readonly detail: string } {
  const lag: { readonly detail: string } = JSON.parse(data);
  return lag;
}

async function open(path: string, lastId: string | undefined, signal: AbortSignal) {
  const key = currentKey() ?? '';
  const response = await fetch(path, {
    signal,
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${key}`,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    },
  });
  if (response.status === UNAUTHENTICATED) endSession(key);
  if (!response.ok || response.body === null) throw new Error(`answered with ${response.status}`);
  return eventsOf(response.body);
}

async function* eventsOf(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
