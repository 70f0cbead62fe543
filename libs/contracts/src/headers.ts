/** NATS header names that Deskhook reads or writes. */
export const HEADERS = {
  /** The delivery, as JSON of `deliverySchema`; the payload beside it is the event's own bytes. */
  delivery: 'Deskhook-Delivery',
  /** The request as rendered by the first attempt, as JSON of `renderedSchema`; the payload is then its body. */
  rendered: 'Deskhook-Rendered',
  /** How a delivery waits in the lane of its endpoint, as JSON of `parkedSchema`. */
  parked: 'Deskhook-Parked',
  /** Set on a report whose body is deflated, so that only these are looked into. */
  deflated: 'Deskhook-Deflated',
  /** Timer that a fired schedule belongs to, as JSON of `timerMessageSchema`. */
  timer: 'Deskhook-Timer',
  /** Dead letters: why, as JSON of `deadLetterHeaderSchema`. */
  deadLetter: 'Deskhook-Dead-Letter',
  /** Set on a dead letter that is published again: its id. */
  replayOf: 'Deskhook-Replay-Of',
  /** What the evaluation of an event came to, as JSON of `evaluationSchema`. */
  evaluation: 'Deskhook-Evaluation',
  /** Calls between services: on whose behalf, as JSON of `callerSchema`. */
  caller: 'Deskhook-Caller',
  traceparent: 'traceparent',
  messageId: 'Nats-Msg-Id',
} as const;

/** Prefix of CloudEvents attributes in NATS headers (CloudEvents NATS protocol binding, binary mode). */
export const CLOUDEVENTS_HEADER_PREFIX = 'ce-';
