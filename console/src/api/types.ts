import type { components, operations } from './schema.gen.js';

/** What the API's answers are called in its OpenAPI document. */
type Schemas = components['schemas'];

/** As `ask` answers: the client's types leave out what is always null, such as stored credentials. */
type Answered<T> = T extends (infer Item)[]
  ? Answered<Item>[]
  : T extends object
    ? { [Key in keyof T as NonNullable<T[Key]> extends never ? never : Key]: Answered<T[Key]> }
    : T;

export type ApiKey = Schemas['ApiKey'];
export type CreatedApiKey = Schemas['CreatedApiKey'];
export type Attempt = Schemas['Attempt'];
export type Calendar = Schemas['Calendar'];
export type DeadLetter = Schemas['DeadLetter'];
export type Delivery = Schemas['Delivery'];
export type DeliveryDetail = Schemas['DeliveryDetail'];
export type Dialect = Schemas['Dialect'];
export type EventSummary = Schemas['Event'];
export type EventDetail = Schemas['EventDetail'];
export type EventType = Schemas['EventType'];
export type LiveAttempt = Schemas['LiveAttempt'];
export type Problem = Schemas['Problem'];
export type Replay = Schemas['Replay'];
export type SlaPolicy = Schemas['SlaPolicy'];
export type Subscription = Answered<Schemas['Subscription']>;
export type Tenant = Schemas['Tenant'];
export type TestAnswer = Schemas['TestAnswer'];
export type TicketSla = Schemas['TicketSla'];

/** The JSON body that an operation takes. */
export type BodyOf<Id extends keyof operations> =
  NonNullable<operations[Id]['requestBody']> extends {
    readonly content: { readonly 'application/json': infer Body };
  }
    ? Body
    : never;

/** The query that an operation takes. */
export type QueryOf<Id extends keyof operations> = NonNullable<operations[Id]['parameters']['query']>;

/** The JSON that an operation answers with when all is well. */
export type AnswerOf<Id extends keyof operations> = operations[Id]['responses'] extends infer Responses
  ? {
      [Status in keyof Responses]: Status extends 200 | 201 | 202
        ? Responses[Status] extends { readonly content: { readonly 'application/json': infer Body } }
          ? Answered<Body>
          : never
        : never;
    }[keyof Responses]
  : never;

/** What who asks may do, as the API's roles grant it. */
export type Permission = AnswerOf<'getSelf'>['permissions'][number];
export type Self = AnswerOf<'getSelf'>;
export type DeliveryStatus = Delivery['status'];
