// Made of the gateway's OpenAPI document by `npm run console:types`. Do not edit.
export interface paths {
    "/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is exchanged over NATS
         * @description Needs no key.
         */
        get: operations["getAsyncApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The reference page
         * @description Needs no key.
         */
        get: operations["getReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scripts and styles of the reference page
         * @description Needs no key.
         */
        get: operations["getReferenceAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the gateway is alive
         * @description Needs no key.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description Needs no key.
         */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How every part fares
         * @description 200 while the gateway can accept events, 503 (with the same body) while it cannot.
         *
         *     Needs no key.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/condition-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what conditions and actions are made of
         * @description The fields of the canonical model with their types, the operators with what they take, and the actions. Custom fields are named `ticket.custom_fields.<key or id>`; what custom events carry may be named too.
         *
         *     Needs the permission `read`.
         */
        get: operations["getConditionFields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dialects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the dialects that deliveries can be made in
         * @description Dialects that send types under their own names show one sample here, and all on their own page.
         *
         *     Needs the permission `read`.
         */
        get: operations["listDialects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dialects/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a dialect
         * @description Needs the permission `read`.
         */
        get: operations["getDialect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the event types, and the dialects that send them
         * @description Needs the permission `read`.
         */
        get: operations["listEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/{type}/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a complete sample event
         * @description Every field that the canonical model has for the type: what a publisher can send, and what dialects fill their bodies with.
         *
         *     Needs the permission `read`.
         */
        get: operations["getEventTypeSample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/{type}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the JSON Schema of an event type
         * @description Of the whole CloudEvent in structured mode. Also for `custom.<name>`.
         *
         *     Needs the permission `read`.
         */
        get: operations["getEventTypeSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asks
         * @description The key that the request was made with, what it may do, and what a user interface needs to know beside.
         *
         *     Any key will do.
         */
        get: operations["getSelf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenants
         * @description Needs the permission `manage-tenants`.
         */
        get: operations["listTenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a tenant
         * @description The default secret is only shown to those who may `administer`, the values of headers among the defaults to those who may `configure`.
         *
         *     Needs the permission `read`.
         */
        get: operations["getTenant"];
        /**
         * Create or replace a tenant
         * @description What is absent gets its default; only the default secret stays. `defaults` are what new subscriptions have where the request that creates them leaves it out: an explicit value wins, `delivery` counts key by key. They are taken over when a subscription is created: to change them changes none that exists.
         *
         *     Needs the permission `manage-tenants`.
         */
        put: operations["putTenant"];
        post?: never;
        /**
         * Delete a tenant with its API keys and subscriptions
         * @description Needs the permission `manage-tenants`.
         */
        delete: operations["deleteTenant"];
        options?: never;
        head?: never;
        /**
         * Change a tenant (JSON merge patch)
         * @description What is absent stays, null takes a value back. `defaultSecret` signs for the subscriptions whose `secretSource` is `tenant`: those that were created without a secret in a dialect that accepts it. It replaces the one before at once (see `rotate-secret` for an overlap); with null those subscriptions are unsigned. `defaults.delivery` is merged by key, the other defaults are replaced. `defaults` are what new subscriptions have where the request that creates them leaves it out: an explicit value wins, `delivery` counts key by key. They are taken over when a subscription is created: to change them changes none that exists.
         *
         *     Needs the permission `administer`.
         */
        patch: operations["patchTenant"];
        trace?: never;
    };
    "/v1/tenants/{tenant}/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, newest first
         * @description Every change of the tenant, its keys, subscriptions, calendars and SLA policies, every replay and erasure, and what Deskhook changed by itself. `operation` is the `operationId` of this document, or `disableEndpoint`. Secrets, credentials and the values of headers only say that they changed. A date as `to` includes that day, in UTC. The root key also sees what became of tenants that are gone, and what was done before a tenant of the same id was created again.
         *
         *     Needs the permission `administer`.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the calendars
         * @description In the order of their ids.
         *
         *     Needs the permission `read`.
         */
        get: operations["listCalendars"];
        put?: never;
        /**
         * Create a business calendar
         * @description Open hours by the day of the week in a time zone of the IANA database, and dates that differ. SLA policies and the operator `in_business_hours` name it by its id.
         *
         *     Needs the permission `configure`.
         */
        post: operations["createCalendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/calendars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a business calendar
         * @description Needs the permission `read`.
         */
        get: operations["getCalendar"];
        /**
         * Create or replace a business calendar
         * @description What is absent gets its default. Clocks that run by it are computed anew.
         *
         *     Needs the permission `configure`.
         */
        put: operations["putCalendar"];
        post?: never;
        /**
         * Delete a business calendar
         * @description Refused while an SLA policy or a condition names it.
         *
         *     Needs the permission `configure`.
         */
        delete: operations["deleteCalendar"];
        options?: never;
        head?: never;
        /**
         * Change a business calendar
         * @description What is absent stays, what is given replaces. Clocks that run by it are computed anew.
         *
         *     Needs the permission `configure`.
         */
        patch: operations["patchCalendar"];
        trace?: never;
    };
    "/v1/tenants/{tenant}/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the inbound connectors
         * @description In the order of their creation. Secrets are shown to those who may change them.
         *
         *     Needs the permission `read`.
         */
        get: operations["listConnectors"];
        put?: never;
        /**
         * Create an inbound connector
         * @description For the webhooks of a helpdesk that exists. `url` of the answer is the path to enter there, after the address of this gateway. Where the helpdesk makes the secret, enter it here by a change.
         *
         *     Needs the permission `configure`.
         */
        post: operations["createConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/connectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an inbound connector
         * @description Needs the permission `read`.
         */
        get: operations["getConnector"];
        put?: never;
        post?: never;
        /**
         * Delete an inbound connector
         * @description Its address takes nothing from then on.
         *
         *     Needs the permission `configure`.
         */
        delete: operations["deleteConnector"];
        options?: never;
        head?: never;
        /**
         * Change an inbound connector
         * @description What is absent stays; `options` are merged by key, and null takes one back. A new secret is the only one from then on, unless `overlapSeconds` lets those before it count for a time.
         *
         *     Needs the permission `configure`.
         */
        patch: operations["patchConnector"];
        trace?: never;
    };
    "/v1/tenants/{tenant}/connectors/{id}/inbound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a helpdesk's webhook
         * @description What the helpdesk sends is verified by its own signature and published as events. A connector that does not exist and a signature that is wrong get the same answer. What is authentic and not understood is kept among the dead letters.
         *
         *     Needs no key: the signature of the helpdesk says whose request it is.
         */
        post: operations["receiveFromHelpdesk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what could not be accepted, with the reasons
         * @description The root key may also ask for a tenant that does not exist, and for `_`: what names no well-formed tenant.
         *
         *     Needs the permission `read`.
         */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a dead letter with all of its payload that was kept
         * @description The root key may ask for the same tenants as in the list.
         *
         *     Needs the permission `read`.
         */
        get: operations["getDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a dead letter again, as it came or mended
         * @description Without a body it is published as it came. With `event`, that is published in its place, to the same tenant, once it is found acceptable: what is wrong with it is answered and makes no other dead letter. Either way the dead letter counts as replayed. An event is read as JSON: integers beyond 2^53 lose digits.
         *
         *     Needs the permission `replay`.
         */
        post: operations["replayDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/dead-letters/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish all dead letters again that a filter selects
         * @description Those that were not published again before. What is refused again is a new dead letter whose `replayOf` names the old one.
         *
         *     Needs the permission `replay`.
         */
        post: operations["startDeadLetterReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the deliveries
         * @description `error` finds a part of the error text, `code` the last HTTP status, `event` the id of an event (derived ones have their own). A date as `to` includes that day, in UTC. The log is up to half a second behind.
         *
         *     Needs the permission `read`.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a delivery with every attempt
         * @description Needs the permission `read`.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver again
         * @description Under the same `webhook-id`, with the whole retry schedule ahead of it.
         *
         *     Needs the permission `replay`.
         */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List erasures
         * @description Needs the permission `administer`.
         */
        get: operations["listErasures"];
        put?: never;
        /**
         * Erase a person from the log
         * @description By `email`, wherever it stands, or by `requesterId`, where a person stands in an event. In everything that was accepted until now, the names, addresses and numbers of the person become `[erased]` and the rest stays readable: payloads of events, bodies sent, answers, errors, dead letters. What has not been delivered yet still is, as it was published; it is erased from the log then. What was erased cannot be replayed.
         *
         *     Needs the permission `administer`.
         */
        post: operations["startErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an erasure has come
         * @description Needs the permission `administer`.
         */
        get: operations["getErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the events
         * @description By type, ticket and when they came, the newest first. A date as `to` includes that day, in UTC. Derived events are not listed: the event that they were derived from is.
         *
         *     Needs the permission `read`.
         */
        get: operations["listEvents"];
        put?: never;
        /**
         * Publish one event or a batch
         * @description One CloudEvent in structured mode, or in binary mode (attributes in `ce-…` headers, the body is `data`), or a batch. The answer comes once all are stored. Publishing an `id` again makes no second delivery. Where a part of a batch is refused, the rest is stored, and the problem names each refused event by its index and says how many are `accepted`.
         *
         *     Needs the permission `publish`.
         */
        post: operations["publishEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an event with its deliveries, and why subscriptions did or did not fire
         * @description The explanations are of the subscriptions as they are now, and of what the log knows of their deliveries. The id of a derived event finds the event that it was derived from.
         *
         *     Needs the permission `read`.
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API keys, without their secrets
         * @description Needs the permission `administer`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description The answer is the only place that ever shows the secret.
         *
         *     Needs the permission `administer`.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an API key
         * @description Needs the permission `administer`.
         */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of every event, counted
         * @description The figures of the events that were accepted in the window, and of their deliveries whenever those were made. They add up: `accepted` is `evaluated` + `waiting`, and `deliveries` is `delivered` + `dead` + `cancelled` + `pending`, unless something is lost; then `unexplained` is not 0, and `unexplainedItems` names it, up to 100. The window is widened to whole minutes. The books are closed every few seconds (`asOf`): what the log had not read yet is not in them (`lag`). Tests and what is among the dead letters are not counted.
         *
         *     Needs the permission `read`.
         */
        get: operations["getLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Attempts as they happen
         * @description Server-sent events, each with an attempt as `data`, narrowed down by the filters of the list of deliveries. `Last-Event-ID` goes on after an event without a gap, as long as the stream holds what followed. A client that falls too far behind gets `event: lagging` with how many attempts were left out. A comment every 15 seconds tells that the connection lives; `event: end` says why the stream ends: the key was deleted, or the gateway stops.
         *
         *     Needs the permission `read`.
         */
        get: operations["streamAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the tenant fares at a glance
         * @description Deliveries are those of events that were accepted in the window, by what has become of them up to now; tests are not counted. Attempts are the requests that were made in the window, tests and retries included. `oldestOpen` may be older than the window. Deliveries and events are counted every few seconds (`asOf`), attempts at once.
         *
         *     Needs the permission `read`.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List replays of selections
         * @description Needs the permission `read`.
         */
        get: operations["listReplays"];
        put?: never;
        /**
         * Deliver everything again that a filter selects
         * @description The filters are those of the list of deliveries; without `status` it takes what is dead or cancelled, with `pending` only what the ledger looked for and found nowhere. The selection is that of this moment, and goes out oldest first, at `perSecond`, after everything that is new. Each delivery keeps its `webhook-id`. It goes on over restarts of any service. `dryRun` counts and sends nothing.
         *
         *     Needs the permission `replay`.
         */
        post: operations["startReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a replay has come
         * @description Needs the permission `read`.
         */
        get: operations["getReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/replays/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a replay before it is through
         * @description What it has sent stays sent.
         *
         *     Needs the permission `replay`.
         */
        post: operations["cancelReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new default secret
         * @description The secrets before it stay valid for `overlapSeconds`; at most five are valid at once, beyond that the oldest end.
         *
         *     Needs the permission `administer`.
         */
        post: operations["rotateTenantSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/sla-clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the SLA clocks that have not ended, the next due first
         * @description Overdue ones come first, since they were due before all others, and paused ones last, since they are not due. Clocks go on between two pages: one that is due at another instant now may be missing or come twice.
         *
         *     Needs the permission `read`.
         */
        get: operations["listSlaClocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/sla-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the SLA policies
         * @description In the order in which they are tried: by `position`, then by id.
         *
         *     Needs the permission `read`.
         */
        get: operations["listSlaPolicies"];
        put?: never;
        /**
         * Create an SLA policy
         * @description Of the active policies whose condition a ticket meets, the one with the lowest `position` applies. It needs a target or a time condition; without a calendar the clocks run around the clock. A target is an ISO 8601 duration of working time (`PT4H`), or several by the slug of the priority: `{"urgent":"PT30M","default":"PT4H","low":null}`. `pauseStatuses` and `statuses` name slugs or bases.
         *
         *     Needs the permission `configure`.
         */
        post: operations["createSlaPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/sla-policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an SLA policy
         * @description Needs the permission `read`.
         */
        get: operations["getSlaPolicy"];
        /**
         * Create or replace an SLA policy
         * @description What is absent gets its default. The clocks of its tickets are computed anew.
         *
         *     Needs the permission `configure`.
         */
        put: operations["putSlaPolicy"];
        post?: never;
        /**
         * Delete an SLA policy
         * @description The clocks of its tickets end, or go on under the next policy that applies.
         *
         *     Needs the permission `configure`.
         */
        delete: operations["deleteSlaPolicy"];
        options?: never;
        head?: never;
        /**
         * Change an SLA policy
         * @description What is absent stays, what is given replaces. The clocks of its tickets are computed anew.
         *
         *     Needs the permission `configure`.
         */
        patch: operations["patchSlaPolicy"];
        trace?: never;
    };
    "/v1/tenants/{tenant}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How deliveries fare, by subscription, URL and event
         * @description Counts attempts, as the dashboards of the vendors do: every request that was made in the window counts, retries and tests included. A success is an answer by which the delivery counts as delivered. The window is the last 24 hours unless said otherwise. `buckets` has the figures of everything that the filters select, without gaps and in UTC: filter by subscription, URL and event to see the course of one item.
         *
         *     Needs the permission `read`.
         */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/stats/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the attempts of some subscriptions fare, with the course of each
         * @description Everything that a page of subscriptions needs, in one request. Counts attempts as `getStats` does. Items are in the order of the ids, each id once. The buckets of all subscriptions together are at most 10,000.
         *
         *     Needs the permission `read`.
         */
        get: operations["getSubscriptionHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the subscriptions
         * @description `event` finds every subscription that would receive it, also through `ticket.*`, `*` or a native name. Readers who may not `configure` see neither secrets, nor values of headers and of URL queries, nor the paths of hosts that authenticate by them (such as hooks.slack.com).
         *
         *     Needs the permission `read`.
         */
        get: operations["listSubscriptions"];
        put?: never;
        /**
         * Create a subscription
         * @description Without `secret` the default secret of the tenant signs where the dialect accepts it, else one is made where the dialect signs by default; `null` means unsigned. `events` takes types, `ticket.*`, `*` (all of the helpdesk; Deskhook's own news are `deskhook.*`) and the native names of the dialect; what a dialect knows and refuses stands in `GET /v1/dialects`. Events published from now on are delivered. A `key` is unique in the tenant.
         *
         *     Needs the permission `configure`.
         */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a subscription
         * @description Needs the permission `read`.
         */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        /**
         * Delete a subscription
         * @description Deliveries of it that still wait are cancelled.
         *
         *     Needs the permission `configure`.
         */
        delete: operations["deleteSubscription"];
        options?: never;
        head?: never;
        /**
         * Change a subscription (JSON merge patch)
         * @description What is absent stays. `delivery` and `dialectOptions` are merged by key, and null takes a value back. `auth`, `tls`, `redact` and the others are replaced as a whole; a password, token, client secret or key that is absent or null stays as long as its type does. `status: "active"` sends to all URLs again, also to those in `disabledUrls`. `secret: null` makes it unsigned. Another `dialect` judges everything anew and drops the options that were meant for the old one; one that does not sign also drops the secret.
         *
         *     Needs the permission `configure`.
         */
        patch: operations["patchSubscription"];
        trace?: never;
    };
    "/v1/tenants/{tenant}/subscriptions/{id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy a subscription
         * @description With the same secrets, credentials and labels, without the key, with all URLs enabled, under "Copy of …" unless named, and inactive unless asked otherwise.
         *
         *     Needs the permission `configure`.
         */
        post: operations["cloneSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/subscriptions/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a subscription a new secret
         * @description A new one is made unless `secret` brings it. The secrets before it stay valid for `overlapSeconds`, so requests carry a signature for each where the dialect can say several; at most five are valid at once, beyond that the oldest end. A subscription that signs with the tenant's secret gets one of its own.
         *
         *     Needs the permission `configure`.
         */
        post: operations["rotateSubscriptionSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/subscriptions/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a sample event now
         * @description Sends a complete sample to every URL of the subscription and answers with the attempts. `type` is a type or a native name of the dialect; absent: `ticket.created`, or the first event that the dialect has.
         *
         *     Needs the permission `configure`.
         */
        post: operations["testSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/subscriptions/backtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the stored events that a subscription would have matched
         * @description Goes through the stored events from the newest to the oldest, as if the subscription had been active. It stops after 15 seconds or 200,000 events; `complete` tells, and `scannedFrom` how far it came. A date as `to` includes that day, in UTC. `matched` counts events, `deliveries` what they would have called for; only events of the types that were asked for, or from which these are derived, are `scanned`.
         *
         *     Needs the permission `configure`.
         */
        post: operations["backtestSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/subscriptions/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate, deactivate or delete many subscriptions
         * @description In one step, with a result for each id in its place; an unknown id only fails for itself. `activate` also enables the URLs that were disabled.
         *
         *     Needs the permission `configure`.
         */
        post: operations["bulkSubscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/subscriptions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a subscription of a Zendesk or Zammad trigger
         * @description Takes the trigger as the product’s API gives it, and answers with the subscription and with everything of the trigger that it does not do. Where a condition could not be carried over, the subscription is inactive: it would fire too often. With `dryRun` nothing is created.
         *
         *     Needs the permission `configure`.
         */
        post: operations["importTrigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/subscriptions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show what a subscription would make of an event
         * @description Of a subscription that is stored or only written, and an event that is stored or only written: whether it fires, each condition with the actual value and its verdict, and the requests as they would go out now, signed. `considered` lists the event and those that are derived from it, each with its reason. Sends and keeps nothing. A written event may leave out `id`, `source` and `specversion`.
         *
         *     Needs the permission `configure`.
         */
        post: operations["previewSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant}/tickets/{id}/sla": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a ticket's SLA clocks
         * @description Which policy applies, each clock with what is due and what remains, and what moved them. `id` is the ticket’s id as its events have it. Where no policy applies, `policy` is null and there are no clocks.
         *
         *     Needs the permission `read`.
         */
        get: operations["getTicketSla"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ApiKey: {
            /** Format: date-time */
            createdAt: string;
            hint: string;
            id: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "editor" | "viewer" | "publisher";
        };
        Attempt: {
            /** Format: date-time */
            at: string;
            durationMs: number;
            error: string | null;
            number: number;
            redirects: {
                code: number;
                url: string;
            }[];
            requestBody: string | null;
            requestHeaders: {
                [key: string]: string;
            };
            responseBody: string | null;
            responseCode: number | null;
            responseHeaders: {
                [key: string]: string;
            } | null;
            responseTruncated: boolean;
            traceId: string;
            warnings: string[];
        };
        Calendar: {
            /** Format: date-time */
            createdAt: string;
            etag: string;
            holidays: {
                /** Format: date */
                date: string;
                /** @default [] */
                hours: {
                    from: string;
                    to: string;
                }[];
                /** @default  */
                name: string;
            }[];
            id: string;
            /** @default {} */
            labels: {
                [key: string]: string;
            };
            name: string;
            timezone: string;
            /** Format: date-time */
            updatedAt: string;
            weeklyHours: {
                friday?: {
                    from: string;
                    to: string;
                }[];
                monday?: {
                    from: string;
                    to: string;
                }[];
                saturday?: {
                    from: string;
                    to: string;
                }[];
                sunday?: {
                    from: string;
                    to: string;
                }[];
                thursday?: {
                    from: string;
                    to: string;
                }[];
                tuesday?: {
                    from: string;
                    to: string;
                }[];
                wednesday?: {
                    from: string;
                    to: string;
                }[];
            };
        };
        CreatedApiKey: {
            /** Format: date-time */
            createdAt: string;
            hint: string;
            id: string;
            key: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "editor" | "viewer" | "publisher";
        };
        DeadLetter: {
            detail: string;
            id: string;
            payload: string;
            pointer: string | null;
            /** @enum {string} */
            reason: "invalid_subject" | "unknown_tenant" | "too_large" | "not_json" | "invalid_event" | "unknown_type" | "type_mismatch" | "schema_violation" | "hop_limit" | "stream_full" | "poison" | "connector_unmapped";
            /** Format: date-time */
            receivedAt: string;
            replayedAt: string | null;
            replayOf: string | null;
            subject: string;
            truncatedFrom: number | null;
        };
        Delivery: {
            attemptCount: number;
            /** Format: date-time */
            createdAt: string;
            eventId: string;
            id: string;
            lastResponseCode: number | null;
            nextAttemptAt: string | null;
            reason: string | null;
            /** @enum {string} */
            status: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
            subscriptionId: string;
            ticketId: string | null;
            trigger: string | null;
            type: string;
            /** Format: date-time */
            updatedAt: string;
            url: string;
        };
        DeliveryDetail: {
            attemptCount: number;
            attempts: components["schemas"]["Attempt"][];
            /** Format: date-time */
            createdAt: string;
            eventId: string;
            id: string;
            lastResponseCode: number | null;
            nextAttemptAt: string | null;
            reason: string | null;
            schedule: {
                attemptsLeft: number;
                next: {
                    at: string | null;
                    number: number;
                    why: string;
                } | null;
                retrySchedule: string[];
            } | null;
            /** @enum {string} */
            status: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
            subscriptionId: string;
            ticketId: string | null;
            trigger: string | null;
            type: string;
            /** Format: date-time */
            updatedAt: string;
            url: string;
        };
        Dialect: {
            delivery: {
                connectTimeoutMs: number;
                maxRedirects: number;
                retrySchedule: string[];
                successCodes: string;
                timeoutMs: number;
            };
            events: {
                isInferred: boolean;
                isOffByDefault: boolean;
                name: string;
                title: string;
                types: string[];
            }[] | null;
            limits: {
                httpsOnly: boolean;
                nameLengthMax: number;
                urlLengthMax: number;
            };
            name: string;
            options: {
                default: unknown;
                description: string;
                /** @enum {string} */
                kind: "flag" | "choice" | "duration" | "url" | "text" | "template" | "object";
                name: string;
                values: string[] | null;
            }[];
            samples: {
                body: string;
                contentType: string;
                event: string;
            }[];
            sendsCustomEvents: boolean;
            signsByDefault: boolean;
            title: string;
        };
        Erasure: {
            /** Format: date-time */
            createdAt: string;
            detail: string | null;
            email: string | null;
            endedAt: string | null;
            erased: {
                attempts: number;
                bodies: number;
                deadLetters: number;
                events: number;
                replays: number;
                texts: number;
            };
            id: string;
            openDeliveries: number;
            pass: number;
            requesterId: string | null;
            scanned: number;
            /** @enum {string} */
            stage: "waiting" | "bodies" | "events" | "attempts" | "texts" | "dead-letters" | "replays";
            startedBy: string;
            /** @enum {string} */
            state: "running" | "done" | "failed";
            /** Format: date-time */
            updatedAt: string;
            waiting: string | null;
        };
        Event: {
            id: string;
            /** Format: date-time */
            receivedAt: string;
            source: string;
            subject: string | null;
            ticketId: string | null;
            time: string | null;
            type: string;
        };
        EventDetail: {
            deliveries: components["schemas"]["Delivery"][];
            derived: {
                id: string;
                type: string;
            }[];
            event: {
                [key: string]: unknown;
            };
            explanations: {
                deliveries: string[];
                detail: string;
                eventId: string;
                eventType: string;
                explanation: {
                    [key: string]: unknown;
                };
                fired: boolean;
                name: string;
                /** @enum {string} */
                reason: "fired" | "inactive" | "type_not_selected" | "condition_false" | "deduplicated" | "merged" | "throttled" | "hop_limit" | "created_later" | "pending";
                subscriptionId: string;
            }[] | null;
            explanationsDetail: string | null;
            explanationsTruncated: boolean;
            id: string;
            publicationCount: number;
            publications: {
                detail: string;
                /** @enum {string} */
                outcome: "evaluated" | "deduplicated" | "refused";
                /** Format: date-time */
                receivedAt: string;
            }[];
            /** Format: date-time */
            receivedAt: string;
            refusal: {
                deadLetterId: string;
                detail: string;
                /** @enum {string} */
                reason: "invalid_subject" | "unknown_tenant" | "too_large" | "not_json" | "invalid_event" | "unknown_type" | "type_mismatch" | "schema_violation" | "hop_limit" | "stream_full" | "poison" | "connector_unmapped";
            } | null;
            source: string;
            subject: string | null;
            ticketId: string | null;
            time: string | null;
            traceId: string;
            type: string;
        };
        EventType: {
            description: string;
            dialects: {
                events: string[];
                name: string;
            }[];
            sample: string;
            schema: string;
            type: string;
        };
        LiveAttempt: {
            /** Format: date-time */
            at: string;
            deliveryId: string;
            durationMs: number | null;
            error: string | null;
            eventId: string;
            nextAttemptAt: string | null;
            number: number;
            reason: string | null;
            responseCode: number | null;
            /** @enum {string} */
            status: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
            subscriptionId: string;
            test: boolean;
            ticketId: string | null;
            traceId: string;
            trigger: string | null;
            type: string;
            url: string;
        };
        Overview: {
            asOf: string | null;
            attempts: {
                averageMs: number | null;
                count: number;
                failures: number;
                p95Ms: number | null;
                successes: number;
            };
            buckets: {
                /** Format: date-time */
                at: string;
                cancelled: number;
                dead: number;
                delivered: number;
                open: number;
            }[];
            bucketSeconds: number;
            deliveries: {
                cancelled: number;
                dead: number;
                delivered: number;
                made: number;
                open: number;
            };
            events: {
                accepted: number;
            };
            /** Format: date-time */
            from: string;
            oldestOpen: {
                /** Format: date-time */
                createdAt: string;
                deliveryId: string;
                nextAttemptAt: string | null;
                /** @enum {string} */
                status: "pending" | "retrying";
                subscriptionId: string;
                type: string;
                url: string;
            } | null;
            sla: {
                breached: number;
                warned: number;
            };
            /** Format: date-time */
            to: string;
            worstEndpoints: {
                count: number;
                failures: number;
                /** Format: date-time */
                lastAt: string;
                lastError: string | null;
                p95Ms: number | null;
                subscriptionId: string;
                url: string;
            }[];
        };
        Problem: {
            detail: string;
            errors?: {
                detail: string;
                pointer: string;
            }[];
            status: number;
            title: string;
            traceId?: string;
            type: string;
        } & {
            [key: string]: unknown;
        };
        Readiness: {
            dependencies: {
                [key: string]: {
                    detail?: string;
                    /** @enum {string} */
                    status: "up" | "down";
                };
            };
            /** @enum {string} */
            status: "ready" | "degraded" | "unavailable";
        };
        Replay: {
            /** Format: date-time */
            createdAt: string;
            detail: string | null;
            endedAt: string | null;
            failed: number;
            failures: {
                detail: string;
                id: string;
            }[];
            filter: {
                code?: number;
                error?: string;
                event?: string;
                /** Format: date-time */
                from?: string;
                /** @enum {string} */
                reason?: "invalid_subject" | "unknown_tenant" | "too_large" | "not_json" | "invalid_event" | "unknown_type" | "type_mismatch" | "schema_violation" | "hop_limit" | "stream_full" | "poison" | "connector_unmapped";
                /** @enum {string} */
                status?: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
                subscription?: string;
                ticket?: string;
                /** Format: date-time */
                to: string;
                type?: string;
                url?: string;
            };
            id: string;
            /** @enum {string} */
            kind: "deliveries" | "dead-letters";
            perSecond: number;
            replayed: number;
            selected: number;
            skipped: number;
            skippedBy: {
                [key: string]: number;
            };
            startedBy: string;
            /** @enum {string} */
            state: "running" | "done" | "cancelled" | "failed";
            /** Format: date-time */
            updatedAt: string;
            waiting: string | null;
        };
        Self: {
            id: string;
            /** @enum {string} */
            kind: "root" | "key";
            name: string | null;
            permissions: ("manage-tenants" | "administer" | "configure" | "replay" | "read" | "publish")[];
            /** @enum {string} */
            role: "root" | "admin" | "editor" | "viewer" | "publisher";
            tenant: string | null;
            traceUrlTemplate: string | null;
            version: string;
        };
        SlaClock: {
            breachedAt: string | null;
            due: string | null;
            /** @enum {string} */
            metric: "first_response" | "next_response" | "resolution" | "response" | "solution";
            policy: {
                id: string;
                name: string;
            } | null;
            remainingSeconds: number | null;
            /** @enum {string} */
            source: "policy" | "helpdesk";
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            status: "running" | "paused" | "breached";
            ticketId: string;
            warningsGiven: number;
        };
        SlaPolicy: {
            calendar: string | null;
            condition: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            createdAt: string;
            etag: string;
            id: string;
            /** @default {} */
            labels: {
                [key: string]: string;
            };
            name: string;
            pauseStatuses: string[];
            position: number;
            /** @enum {string} */
            status: "active" | "inactive";
            targets: {
                firstResponse?: {
                    [key: string]: string | null;
                };
                nextResponse?: {
                    [key: string]: string | null;
                };
                resolution?: {
                    [key: string]: string | null;
                };
            };
            timeConditions: {
                after: string;
                id: string;
                statuses: string[];
            }[];
            /** Format: date-time */
            updatedAt: string;
            warnings: ({
                before: string;
            } | {
                percent: number;
            })[];
        };
        Stats: {
            buckets: {
                /** Format: date-time */
                at: string;
                averageMs: number | null;
                count: number;
                failures: number;
                p95Ms: number | null;
                successes: number;
            }[] | null;
            /** Format: date-time */
            from: string;
            items: {
                averageMs: number | null;
                count: number;
                failures: number;
                /** Format: date-time */
                lastAt: string;
                p95Ms: number | null;
                subscriptionId: string;
                successes: number;
                trigger: string | null;
                type: string;
                url: string;
            }[];
            /** Format: date-time */
            to: string;
            total: {
                averageMs: number | null;
                count: number;
                failures: number;
                lastAt: string | null;
                p95Ms: number | null;
                successes: number;
            };
            truncated: boolean;
        };
        Subscription: {
            actions: ({
                body: string;
                /** @constant */
                type: "add_note";
            } | {
                status: string | number;
                /** @constant */
                type: "set_status";
            } | {
                priority: string | number;
                /** @constant */
                type: "set_priority";
            } | {
                agent?: string | number;
                team?: string | number;
                /** @constant */
                type: "assign";
            } | {
                tags: string[];
                /** @constant */
                type: "add_tags";
            } | {
                tags: string[];
                /** @constant */
                type: "remove_tags";
            } | {
                field: string;
                /** @constant */
                type: "set_field";
                value: ((string | number | boolean) | (string | number | boolean)[]) | null;
            })[];
            auth: {
                /** @constant */
                type: "none";
            } | {
                password: null;
                /** @constant */
                type: "basic";
                username: string;
            } | {
                token: null;
                /** @constant */
                type: "bearer";
            } | {
                audience: string | null;
                /** @enum {string} */
                clientAuthentication: "basic" | "body";
                clientId: string;
                clientSecret: null;
                scopes: string[];
                tokenUrl: string;
                /** @constant */
                type: "oauth2";
            };
            condition: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            createdAt: string;
            delivery: {
                maxConcurrency: number;
                maxRedirects: number;
                /** @enum {string} */
                ordering: "none" | "ticket";
                rateLimit: {
                    limit: number;
                    per: string;
                } | null;
                retrySchedule: string[];
                successCodes: string;
                timeoutMs: number;
                traceparent: boolean;
            };
            /** @enum {string} */
            dialect: "standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template";
            dialectOptions: {
                [key: string]: unknown;
            };
            disabledUrls: {
                /** Format: date-time */
                at: string;
                reason: string;
                url: string;
            }[];
            etag: string;
            events: string[];
            hasSecret: boolean;
            headers: {
                [key: string]: string;
            };
            id: string;
            /** @default null */
            key: string | null;
            /** @default {} */
            labels: {
                [key: string]: string;
            };
            name: string;
            /** @default null */
            publicKey: string | null;
            redact: string[];
            secret: string | null;
            /** @enum {string} */
            secretSource: "own" | "tenant" | "none";
            /** @enum {string} */
            status: "active" | "inactive";
            tls: {
                certificate: string;
                key: null;
            } | null;
            /** Format: date-time */
            updatedAt: string;
            urls: string[];
            warnings: string[];
        };
        SubscriptionHealth: {
            bucketSeconds: number;
            /** Format: date-time */
            from: string;
            items: {
                averageMs: number | null;
                buckets: {
                    /** Format: date-time */
                    at: string;
                    failures: number;
                    successes: number;
                }[];
                count: number;
                failures: number;
                lastAt: string | null;
                p95Ms: number | null;
                subscriptionId: string;
                successes: number;
            }[];
            /** Format: date-time */
            to: string;
        };
        Tenant: {
            adminBaseUrl: string | null;
            /** Format: date-time */
            createdAt: string;
            defaults: {
                delivery?: {
                    maxConcurrency?: number;
                    maxRedirects?: number;
                    /** @enum {string} */
                    ordering?: "none" | "ticket";
                    rateLimit?: {
                        limit: number;
                        per: string;
                    } | null;
                    retrySchedule?: string[];
                    successCodes?: string;
                    timeoutMs?: number;
                    traceparent?: boolean;
                };
                /** @enum {string} */
                dialect?: "standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template";
                headers?: {
                    [key: string]: string;
                };
                redact?: string[];
            };
            defaultSecret: string | null;
            hasDefaultSecret: boolean;
            id: string;
            name: string;
            portalBaseUrl: string | null;
            siteUrl: string | null;
            subdomain: string | null;
            timezone: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TestAnswer: {
            /** Format: date-time */
            at: string;
            attempts: {
                /** Format: date-time */
                at: string;
                deliveryId: string;
                durationMs: number;
                error: string | null;
                number: number;
                redirects: {
                    code: number;
                    url: string;
                }[];
                requestBody: string | null;
                requestHeaders: {
                    [key: string]: string;
                };
                responseBody: string | null;
                responseCode: number | null;
                responseHeaders: {
                    [key: string]: string;
                } | null;
                responseTruncated: boolean;
                /** @enum {string} */
                status: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
                traceId: string;
                url: string;
                warnings: string[];
            }[];
            deliveryId: string;
            durationMs: number;
            error: string | null;
            number: number;
            redirects: {
                code: number;
                url: string;
            }[];
            requestBody: string | null;
            requestHeaders: {
                [key: string]: string;
            };
            responseBody: string | null;
            responseCode: number | null;
            responseHeaders: {
                [key: string]: string;
            } | null;
            responseTruncated: boolean;
            /** @enum {string} */
            status: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
            traceId: string;
            url: string;
            warnings: string[];
        };
        TicketSla: {
            /** Format: date-time */
            at: string;
            calendar: string | null;
            clocks: {
                breachedAt: string | null;
                due: string | null;
                elapsedSeconds: number;
                endedAt: string | null;
                /** @enum {string} */
                metric: "first_response" | "next_response" | "resolution" | "response" | "solution";
                remainingSeconds: number | null;
                /** @enum {string} */
                source: "policy" | "helpdesk";
                /** Format: date-time */
                startedAt: string;
                /** @enum {string} */
                status: "running" | "paused" | "breached" | "met" | "cancelled";
                targetSeconds: number | null;
                warnings: {
                    /** Format: date-time */
                    at: string;
                    given: boolean;
                }[];
            }[];
            history: {
                /** Format: date-time */
                at: string;
                eventId: string;
                status: string | null;
                type: string;
            }[];
            policy: {
                id: string;
                name: string;
            } | null;
            priority: string | null;
            status: string | null;
            ticketId: string;
            timeConditions: {
                /** Format: date-time */
                due: string;
                id: string;
                met: boolean;
                /** Format: date-time */
                since: string;
            }[];
        };
    };
    responses: {
        /** @description The state does not allow this */
        conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The API key may not do this */
        forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Deskhook failed */
        internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The input is not valid */
        invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request cannot be read */
        malformed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The path does not know this method */
        "method-not-allowed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing */
        "not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It has changed in the meantime */
        "precondition-failed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is too large */
        "too-large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests */
        "too-many-requests": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A valid API key is needed */
        unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A part that is needed is not available */
        unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The content type is not supported */
        "unsupported-media-type": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The signature does not fit */
        "wrong-signature": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAsyncApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, commands, notices and dead letters as AsyncAPI 3.0 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            500: components["responses"]["internal"];
        };
    };
    getReference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A web page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            500: components["responses"]["internal"];
        };
    };
    getReferenceAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            500: components["responses"]["internal"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "live";
                    };
                };
            };
            500: components["responses"]["internal"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API as OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            500: components["responses"]["internal"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events are accepted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            500: components["responses"]["internal"];
            /** @description Events are not accepted now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getConditionFields: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fields, operators and actions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actions: {
                            description: string;
                            schema: {
                                [key: string]: unknown;
                            };
                            type: string;
                        }[];
                        fields: {
                            description: string;
                            field: string;
                            /** @enum {string} */
                            type: "text" | "number" | "flag" | "instant" | "id" | "list";
                        }[];
                        operators: {
                            caseSensitive: boolean;
                            description: string;
                            /** @enum {string} */
                            operand: "value" | "list" | "order" | "range" | "text" | "pattern" | "flag" | "change" | "values" | "none" | "instant" | "duration" | "calendar";
                            operator: string;
                        }[];
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listDialects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every dialect with its events, options and defaults */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Dialect"][];
                        nextCursor: null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getDialect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dialect */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dialect"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every type of the catalogue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EventType"][];
                        nextCursor: null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getEventTypeSample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A CloudEvent in structured mode */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getEventTypeSchema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON Schema (draft 2020-12) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getSelf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, without its secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Self"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tenants */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Tenant"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    putTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default null */
                    adminBaseUrl?: string | null;
                    /** @default {} */
                    defaults?: {
                        delivery?: {
                            maxConcurrency?: number;
                            maxRedirects?: number;
                            /** @enum {string} */
                            ordering?: "none" | "ticket";
                            rateLimit?: {
                                limit: number;
                                per: string;
                            } | null;
                            retrySchedule?: string[];
                            successCodes?: string;
                            timeoutMs?: number;
                            traceparent?: boolean;
                        };
                        /** @enum {string} */
                        dialect?: "standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template";
                        headers?: {
                            [key: string]: string;
                        };
                        redact?: string[];
                    };
                    defaultSecret?: string | null;
                    name?: string;
                    /** @default null */
                    portalBaseUrl?: string | null;
                    /** @default null */
                    siteUrl?: string | null;
                    /** @default null */
                    subdomain?: string | null;
                    /** @default UTC */
                    timezone?: string;
                };
            };
        };
        responses: {
            /** @description The tenant as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    patchTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    adminBaseUrl?: string | null;
                    defaults?: {
                        delivery?: {
                            maxConcurrency?: number | null;
                            maxRedirects?: number | null;
                            ordering?: ("none" | "ticket") | null;
                            rateLimit?: {
                                limit: number;
                                per: string;
                            } | null;
                            retrySchedule?: string[] | null;
                            successCodes?: string | null;
                            timeoutMs?: number | null;
                            traceparent?: boolean | null;
                        } | null;
                        dialect?: ("standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template") | null;
                        headers?: {
                            [key: string]: string;
                        } | null;
                        redact?: string[] | null;
                    } | null;
                    defaultSecret?: string | null;
                    name?: string | null;
                    portalBaseUrl?: string | null;
                    siteUrl?: string | null;
                    subdomain?: string | null;
                    timezone?: string | null;
                };
                "application/merge-patch+json": {
                    adminBaseUrl?: string | null;
                    defaults?: {
                        delivery?: {
                            maxConcurrency?: number | null;
                            maxRedirects?: number | null;
                            ordering?: ("none" | "ticket") | null;
                            rateLimit?: {
                                limit: number;
                                per: string;
                            } | null;
                            retrySchedule?: string[] | null;
                            successCodes?: string | null;
                            timeoutMs?: number | null;
                            traceparent?: boolean | null;
                        } | null;
                        dialect?: ("standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template") | null;
                        headers?: {
                            [key: string]: string;
                        } | null;
                        redact?: string[] | null;
                    } | null;
                    defaultSecret?: string | null;
                    name?: string | null;
                    portalBaseUrl?: string | null;
                    siteUrl?: string | null;
                    subdomain?: string | null;
                    timezone?: string | null;
                };
            };
        };
        responses: {
            /** @description The tenant as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /** @description Id, name or kind of who did it */
                actor?: string;
                cursor?: string;
                from?: string;
                limit?: number;
                operation?: string;
                /** @description Id or kind of what it was done to */
                target?: string;
                to?: string;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            actor: {
                                id: string;
                                /** @enum {string} */
                                kind: "root" | "key" | "system";
                                name: string | null;
                                role: string;
                            };
                            /** Format: date-time */
                            at: string;
                            changes: {
                                [key: string]: {
                                    after: unknown;
                                    before: unknown;
                                };
                            };
                            id: string;
                            ip: string | null;
                            operation: string;
                            /** @enum {string} */
                            result: "ok" | "failed";
                            target: {
                                id: string;
                                kind: string;
                                name: string | null;
                            };
                            userAgent: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listCalendars: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description key=value; several: all of them */
                label?: string[];
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of calendars */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Calendar"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    createCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    holidays?: {
                        /** Format: date */
                        date: string;
                        /** @default [] */
                        hours?: {
                            from: string;
                            to: string;
                        }[];
                        /** @default  */
                        name?: string;
                    }[];
                    /** @description Chosen, or made when absent */
                    id?: string;
                    /**
                     * @description Labels by key, as Kubernetes writes them, such as {"team":"support"}
                     * @default {}
                     */
                    labels?: {
                        [key: string]: string;
                    };
                    name: string;
                    timezone: string;
                    weeklyHours: {
                        friday?: {
                            from: string;
                            to: string;
                        }[];
                        monday?: {
                            from: string;
                            to: string;
                        }[];
                        saturday?: {
                            from: string;
                            to: string;
                        }[];
                        sunday?: {
                            from: string;
                            to: string;
                        }[];
                        thursday?: {
                            from: string;
                            to: string;
                        }[];
                        tuesday?: {
                            from: string;
                            to: string;
                        }[];
                        wednesday?: {
                            from: string;
                            to: string;
                        }[];
                    };
                };
            };
        };
        responses: {
            /** @description The calendar */
            201: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    /** @description Path of what was created */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    putCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    holidays?: {
                        /** Format: date */
                        date: string;
                        /** @default [] */
                        hours?: {
                            from: string;
                            to: string;
                        }[];
                        /** @default  */
                        name?: string;
                    }[];
                    /** @description Absent: they stay */
                    labels?: {
                        [key: string]: string;
                    };
                    name: string;
                    timezone: string;
                    weeklyHours: {
                        friday?: {
                            from: string;
                            to: string;
                        }[];
                        monday?: {
                            from: string;
                            to: string;
                        }[];
                        saturday?: {
                            from: string;
                            to: string;
                        }[];
                        sunday?: {
                            from: string;
                            to: string;
                        }[];
                        thursday?: {
                            from: string;
                            to: string;
                        }[];
                        tuesday?: {
                            from: string;
                            to: string;
                        }[];
                        wednesday?: {
                            from: string;
                            to: string;
                        }[];
                    };
                };
            };
        };
        responses: {
            /** @description The calendar as it is now */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            412: components["responses"]["precondition-failed"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            412: components["responses"]["precondition-failed"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    patchCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    holidays?: {
                        /** Format: date */
                        date: string;
                        /** @default [] */
                        hours?: {
                            from: string;
                            to: string;
                        }[];
                        /** @default  */
                        name?: string;
                    }[];
                    /** @description Labels by key, as Kubernetes writes them, such as {"team":"support"} */
                    labels?: {
                        [key: string]: string;
                    };
                    name?: string;
                    timezone?: string;
                    weeklyHours?: {
                        friday?: {
                            from: string;
                            to: string;
                        }[];
                        monday?: {
                            from: string;
                            to: string;
                        }[];
                        saturday?: {
                            from: string;
                            to: string;
                        }[];
                        sunday?: {
                            from: string;
                            to: string;
                        }[];
                        thursday?: {
                            from: string;
                            to: string;
                        }[];
                        tuesday?: {
                            from: string;
                            to: string;
                        }[];
                        wednesday?: {
                            from: string;
                            to: string;
                        }[];
                    };
                };
                "application/merge-patch+json": {
                    holidays?: {
                        /** Format: date */
                        date: string;
                        /** @default [] */
                        hours?: {
                            from: string;
                            to: string;
                        }[];
                        /** @default  */
                        name?: string;
                    }[];
                    /** @description Labels by key, as Kubernetes writes them, such as {"team":"support"} */
                    labels?: {
                        [key: string]: string;
                    };
                    name?: string;
                    timezone?: string;
                    weeklyHours?: {
                        friday?: {
                            from: string;
                            to: string;
                        }[];
                        monday?: {
                            from: string;
                            to: string;
                        }[];
                        saturday?: {
                            from: string;
                            to: string;
                        }[];
                        sunday?: {
                            from: string;
                            to: string;
                        }[];
                        thursday?: {
                            from: string;
                            to: string;
                        }[];
                        tuesday?: {
                            from: string;
                            to: string;
                        }[];
                        wednesday?: {
                            from: string;
                            to: string;
                        }[];
                    };
                };
            };
        };
        responses: {
            /** @description The calendar as it is now */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            412: components["responses"]["precondition-failed"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listConnectors: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of connectors */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            etag: string;
                            hasSecret: boolean;
                            id: string;
                            /** @enum {string} */
                            kind: "zammad" | "chatwoot" | "freescout" | "zendesk" | "github";
                            lastRequests: {
                                /** Format: date-time */
                                at: string;
                                detail: string;
                                /** @enum {string} */
                                outcome: "accepted" | "ignored" | "refused" | "unauthorized" | "unavailable";
                            }[];
                            name: string;
                            options: {
                                [key: string]: unknown;
                            };
                            secret: string | null;
                            /** @enum {string} */
                            status: "active" | "inactive";
                            /** Format: date-time */
                            updatedAt: string;
                            url: string;
                            warnings: string[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    createConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "zammad" | "chatwoot" | "freescout" | "zendesk" | "github";
                    name: string;
                    /** @default {} */
                    options?: {
                        [key: string]: unknown;
                    };
                    /** @description What the helpdesk signs with. Absent: one is made where the helpdesk takes one, else it is to be pasted in later */
                    secret?: string | null;
                    /**
                     * @default active
                     * @enum {string}
                     */
                    status?: "active" | "inactive";
                };
            };
        };
        responses: {
            /** @description The connector */
            201: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    /** @description Path of what was created */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        etag: string;
                        hasSecret: boolean;
                        id: string;
                        /** @enum {string} */
                        kind: "zammad" | "chatwoot" | "freescout" | "zendesk" | "github";
                        lastRequests: {
                            /** Format: date-time */
                            at: string;
                            detail: string;
                            /** @enum {string} */
                            outcome: "accepted" | "ignored" | "refused" | "unauthorized" | "unavailable";
                        }[];
                        name: string;
                        options: {
                            [key: string]: unknown;
                        };
                        secret: string | null;
                        /** @enum {string} */
                        status: "active" | "inactive";
                        /** Format: date-time */
                        updatedAt: string;
                        url: string;
                        warnings: string[];
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connector */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        etag: string;
                        hasSecret: boolean;
                        id: string;
                        /** @enum {string} */
                        kind: "zammad" | "chatwoot" | "freescout" | "zendesk" | "github";
                        lastRequests: {
                            /** Format: date-time */
                            at: string;
                            detail: string;
                            /** @enum {string} */
                            outcome: "accepted" | "ignored" | "refused" | "unauthorized" | "unavailable";
                        }[];
                        name: string;
                        options: {
                            [key: string]: unknown;
                        };
                        secret: string | null;
                        /** @enum {string} */
                        status: "active" | "inactive";
                        /** Format: date-time */
                        updatedAt: string;
                        url: string;
                        warnings: string[];
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteConnector: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            412: components["responses"]["precondition-failed"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    patchConnector: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    options?: {
                        [key: string]: unknown;
                    };
                    /** @description How long what is signed with the secrets before is taken still; absent: from now on no more */
                    overlapSeconds?: number;
                    secret?: string | null;
                    /** @enum {string} */
                    status?: "active" | "inactive";
                };
                "application/merge-patch+json": {
                    name?: string;
                    options?: {
                        [key: string]: unknown;
                    };
                    /** @description How long what is signed with the secrets before is taken still; absent: from now on no more */
                    overlapSeconds?: number;
                    secret?: string | null;
                    /** @enum {string} */
                    status?: "active" | "inactive";
                };
            };
        };
        responses: {
            /** @description The connector as it is now */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        etag: string;
                        hasSecret: boolean;
                        id: string;
                        /** @enum {string} */
                        kind: "zammad" | "chatwoot" | "freescout" | "zendesk" | "github";
                        lastRequests: {
                            /** Format: date-time */
                            at: string;
                            detail: string;
                            /** @enum {string} */
                            outcome: "accepted" | "ignored" | "refused" | "unauthorized" | "unavailable";
                        }[];
                        name: string;
                        options: {
                            [key: string]: unknown;
                        };
                        secret: string | null;
                        /** @enum {string} */
                        status: "active" | "inactive";
                        /** Format: date-time */
                        updatedAt: string;
                        url: string;
                        warnings: string[];
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            412: components["responses"]["precondition-failed"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    receiveFromHelpdesk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description It is authentic, and nothing that Deskhook tells of */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                        deadLetter?: string;
                        ignored?: string;
                    };
                };
            };
            /** @description It is stored */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                        deadLetter?: string;
                        ignored?: string;
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["wrong-signature"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                reason?: "invalid_subject" | "unknown_tenant" | "too_large" | "not_json" | "invalid_event" | "unknown_type" | "type_mismatch" | "schema_violation" | "hop_limit" | "stream_full" | "poison" | "connector_unmapped";
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of dead letters, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeadLetter"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    replayDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description A CloudEvent in structured form */
                    event?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description It is published again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        subject: string;
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    startDeadLetterReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Only count what would be replayed
                     * @default false
                     */
                    dryRun?: boolean;
                    from?: string;
                    /**
                     * @description How many a second at most; 0: as fast as everything else allows
                     * @default 50
                     */
                    perSecond?: number;
                    /** @enum {string} */
                    reason?: "invalid_subject" | "unknown_tenant" | "too_large" | "not_json" | "invalid_event" | "unknown_type" | "type_mismatch" | "schema_violation" | "hop_limit" | "stream_full" | "poison" | "connector_unmapped";
                    to?: string;
                };
            };
        };
        responses: {
            /** @description It is at work; of a dry run, what it would select */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        detail: string | null;
                        endedAt: string | null;
                        failed: number;
                        failures: {
                            detail: string;
                            id: string;
                        }[];
                        filter: {
                            code?: number;
                            error?: string;
                            event?: string;
                            /** Format: date-time */
                            from?: string;
                            /** @enum {string} */
                            reason?: "invalid_subject" | "unknown_tenant" | "too_large" | "not_json" | "invalid_event" | "unknown_type" | "type_mismatch" | "schema_violation" | "hop_limit" | "stream_full" | "poison" | "connector_unmapped";
                            /** @enum {string} */
                            status?: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
                            subscription?: string;
                            ticket?: string;
                            /** Format: date-time */
                            to: string;
                            type?: string;
                            url?: string;
                        };
                        id: string | null;
                        /** @enum {string} */
                        kind: "deliveries" | "dead-letters";
                        perSecond: number;
                        replayed: number;
                        selected: number;
                        skipped: number;
                        skippedBy: {
                            [key: string]: number;
                        };
                        startedBy: string;
                        /** @enum {string} */
                        state: "running" | "done" | "cancelled" | "failed" | "dry-run";
                        /** Format: date-time */
                        updatedAt: string;
                        waiting: string | null;
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                code?: number;
                cursor?: string;
                error?: string;
                event?: string;
                from?: string;
                limit?: number;
                status?: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
                subscription?: string;
                ticket?: string;
                to?: string;
                type?: string;
                url?: string;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of deliveries, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempt: number;
                        id: string;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listErasures: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of erasures, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Erasure"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    startErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email?: string;
                    requesterId?: string | number;
                };
            };
        };
        responses: {
            /** @description It is at work */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The erasure */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                cursor?: string;
                from?: string;
                limit?: number;
                ticket?: string;
                to?: string;
                type?: string;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    publishEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": ({
                    data: {
                        [key: string]: unknown;
                    };
                    id: string;
                    source: string;
                    /** @constant */
                    specversion: "1.0";
                    type: string;
                } & {
                    [key: string]: unknown;
                })[];
                "application/cloudevents+json": {
                    data: {
                        [key: string]: unknown;
                    };
                    id: string;
                    source: string;
                    /** @constant */
                    specversion: "1.0";
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                "application/json": {
                    data: {
                        [key: string]: unknown;
                    };
                    id: string;
                    source: string;
                    /** @constant */
                    specversion: "1.0";
                    type: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description All events are stored */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                        ids: string[];
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getEvent: {
        parameters: {
            query?: {
                /** @description At most so many subscriptions, those that fire first */
                explanations?: number;
                /** @description Explain this subscription alone */
                subscription?: string;
            };
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDetail"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    role: "admin" | "editor" | "viewer" | "publisher";
                };
            };
        };
        responses: {
            /** @description The key with its secret */
            201: {
                headers: {
                    /** @description Path of what was created */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is no longer accepted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getLedger: {
        parameters: {
            query?: {
                /** @description Of what was accepted from here on. Absent: 24 hours before `to` */
                from?: string;
                /** @description Absent: now */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                        asOf: string | null;
                        cancelled: number;
                        commands: number;
                        dead: number;
                        delivered: number;
                        deliveries: number;
                        duplicates: number;
                        evaluated: number;
                        filtered: number;
                        /** Format: date-time */
                        from: string;
                        lag: {
                            attempts: number;
                            deliveries: number;
                            events: number;
                        } | null;
                        pending: number;
                        /** Format: date-time */
                        to: string;
                        unexplained: number;
                        unexplainedItems: {
                            eventId: string | null;
                            id: string;
                            /** Format: date-time */
                            since: string;
                            /** @enum {string} */
                            what: "event" | "announcement" | "delivery";
                            why: string;
                        }[];
                        waiting: number;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    streamAttempts: {
        parameters: {
            query?: {
                code?: number;
                error?: string;
                /** @description Where to go on, for clients that cannot set `Last-Event-ID` */
                lastEventId?: string;
                status?: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
                subscription?: string;
                ticket?: string;
                type?: string;
                url?: string;
            };
            header?: {
                /** @description Id of the last event that was read: goes on after it */
                "last-event-id"?: string;
            };
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream; the `data` of each `event: attempt` is of this form */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveAttempt"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description Absent: 24 hours before `to`. Widened to a full five minutes */
                from?: string;
                /** @description Absent: now. At most 31 days after `from`. Widened to a full five minutes */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listReplays: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "running" | "done" | "cancelled" | "failed";
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of replays, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Replay"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    startReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code?: number;
                    /**
                     * @description Only count what would be replayed
                     * @default false
                     */
                    dryRun?: boolean;
                    /** @description Text in the reason or an error */
                    error?: string;
                    event?: string;
                    from?: string;
                    /**
                     * @description How many a second at most; 0: as fast as everything else allows
                     * @default 50
                     */
                    perSecond?: number;
                    /**
                     * @description Absent: what is dead or cancelled. `pending` takes only what the ledger has given up, since the rest is on its way; `retrying` also sends now what waits for its next attempt
                     * @enum {string}
                     */
                    status?: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
                    subscription?: string;
                    ticket?: string;
                    /** @description At most the present, which is also what its absence means */
                    to?: string;
                    type?: string;
                    url?: string;
                };
            };
        };
        responses: {
            /** @description It is at work; of a dry run, what it would select */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        detail: string | null;
                        endedAt: string | null;
                        failed: number;
                        failures: {
                            detail: string;
                            id: string;
                        }[];
                        filter: {
                            code?: number;
                            error?: string;
                            event?: string;
                            /** Format: date-time */
                            from?: string;
                            /** @enum {string} */
                            reason?: "invalid_subject" | "unknown_tenant" | "too_large" | "not_json" | "invalid_event" | "unknown_type" | "type_mismatch" | "schema_violation" | "hop_limit" | "stream_full" | "poison" | "connector_unmapped";
                            /** @enum {string} */
                            status?: "pending" | "retrying" | "delivered" | "dead" | "cancelled";
                            subscription?: string;
                            ticket?: string;
                            /** Format: date-time */
                            to: string;
                            type?: string;
                            url?: string;
                        };
                        id: string | null;
                        /** @enum {string} */
                        kind: "deliveries" | "dead-letters";
                        perSecond: number;
                        replayed: number;
                        selected: number;
                        skipped: number;
                        skippedBy: {
                            [key: string]: number;
                        };
                        startedBy: string;
                        /** @enum {string} */
                        state: "running" | "done" | "cancelled" | "failed" | "dry-run";
                        /** Format: date-time */
                        updatedAt: string;
                        waiting: string | null;
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The replay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    cancelReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The replay, which is cancelled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    rotateTenantSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 86400 */
                    overlapSeconds?: number;
                };
            };
        };
        responses: {
            /** @description The tenant with its new default secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSlaClocks: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                metric?: "first_response" | "next_response" | "resolution" | "response" | "solution";
                status?: "running" | "paused" | "breached";
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of clocks as they stand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        complete: boolean;
                        items: components["schemas"]["SlaClock"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSlaPolicies: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description key=value; several: all of them */
                label?: string[];
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of SLA policies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SlaPolicy"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    createSlaPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    calendar?: string | null;
                    /** @default null */
                    condition?: {
                        [key: string]: unknown;
                    } | null;
                    /** @description Chosen, or made when absent */
                    id?: string;
                    /**
                     * @description Labels by key, as Kubernetes writes them, such as {"team":"support"}
                     * @default {}
                     */
                    labels?: {
                        [key: string]: string;
                    };
                    name: string;
                    /** @default [] */
                    pauseStatuses?: string[];
                    /** @default 0 */
                    position?: number;
                    /**
                     * @default active
                     * @enum {string}
                     */
                    status?: "active" | "inactive";
                    targets?: {
                        firstResponse?: string | {
                            [key: string]: string | null;
                        };
                        nextResponse?: string | {
                            [key: string]: string | null;
                        };
                        resolution?: string | {
                            [key: string]: string | null;
                        };
                    };
                    /** @default [] */
                    timeConditions?: {
                        after: string;
                        id: string;
                        statuses: string[];
                    }[];
                    /** @default [] */
                    warnings?: ({
                        before: string;
                    } | {
                        percent: number;
                    })[];
                };
            };
        };
        responses: {
            /** @description The policy */
            201: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    /** @description Path of what was created */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaPolicy"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getSlaPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaPolicy"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    putSlaPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    calendar?: string | null;
                    /** @default null */
                    condition?: {
                        [key: string]: unknown;
                    } | null;
                    /** @description Absent: they stay */
                    labels?: {
                        [key: string]: string;
                    };
                    name: string;
                    /** @default [] */
                    pauseStatuses?: string[];
                    /** @default 0 */
                    position?: number;
                    /**
                     * @default active
                     * @enum {string}
                     */
                    status?: "active" | "inactive";
                    targets?: {
                        firstResponse?: string | {
                            [key: string]: string | null;
                        };
                        nextResponse?: string | {
                            [key: string]: string | null;
                        };
                        resolution?: string | {
                            [key: string]: string | null;
                        };
                    };
                    /** @default [] */
                    timeConditions?: {
                        after: string;
                        id: string;
                        statuses: string[];
                    }[];
                    /** @default [] */
                    warnings?: ({
                        before: string;
                    } | {
                        percent: number;
                    })[];
                };
            };
        };
        responses: {
            /** @description The policy as it is now */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaPolicy"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            412: components["responses"]["precondition-failed"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteSlaPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            412: components["responses"]["precondition-failed"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    patchSlaPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    calendar?: string | null;
                    condition?: {
                        [key: string]: unknown;
                    } | null;
                    /** @description Labels by key, as Kubernetes writes them, such as {"team":"support"} */
                    labels?: {
                        [key: string]: string;
                    };
                    name?: string;
                    pauseStatuses?: string[];
                    position?: number;
                    /** @enum {string} */
                    status?: "active" | "inactive";
                    targets?: {
                        firstResponse?: string | {
                            [key: string]: string | null;
                        };
                        nextResponse?: string | {
                            [key: string]: string | null;
                        };
                        resolution?: string | {
                            [key: string]: string | null;
                        };
                    };
                    timeConditions?: {
                        after: string;
                        id: string;
                        statuses: string[];
                    }[];
                    warnings?: ({
                        before: string;
                    } | {
                        percent: number;
                    })[];
                };
                "application/merge-patch+json": {
                    calendar?: string | null;
                    condition?: {
                        [key: string]: unknown;
                    } | null;
                    /** @description Labels by key, as Kubernetes writes them, such as {"team":"support"} */
                    labels?: {
                        [key: string]: string;
                    };
                    name?: string;
                    pauseStatuses?: string[];
                    position?: number;
                    /** @enum {string} */
                    status?: "active" | "inactive";
                    targets?: {
                        firstResponse?: string | {
                            [key: string]: string | null;
                        };
                        nextResponse?: string | {
                            [key: string]: string | null;
                        };
                        resolution?: string | {
                            [key: string]: string | null;
                        };
                    };
                    timeConditions?: {
                        after: string;
                        id: string;
                        statuses: string[];
                    }[];
                    warnings?: ({
                        before: string;
                    } | {
                        percent: number;
                    })[];
                };
            };
        };
        responses: {
            /** @description The policy as it is now */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaPolicy"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            412: components["responses"]["precondition-failed"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getStats: {
        parameters: {
            query?: {
                /** @description Also count by buckets of this length, in UTC */
                bucket?: "5m" | "1h" | "1d";
                /** @description Absent: 24 hours before `to`. Widened to a full five minutes */
                from?: string;
                subscription?: string;
                /** @description Absent: now. At most 31 days after `from`. Widened to a full five minutes */
                to?: string;
                /** @description A type, or a native event of a dialect */
                type?: string;
                /** @description A text in the URL */
                url?: string;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stats"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getSubscriptionHealth: {
        parameters: {
            query: {
                /** @description Length of a bucket. Absent: five minutes up to six hours, an hour up to three days, else a day */
                bucket?: "5m" | "1h" | "1d";
                /** @description Absent: 24 hours before `to`. Widened to a full five minutes */
                from?: string;
                /** @description Ids of subscriptions, separated by commas, at most 100 */
                subscription: string;
                /** @description Absent: now. At most 31 days after `from`. Widened to a full five minutes */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionHealth"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                cursor?: string;
                dialect?: "standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template";
                event?: string;
                key?: string;
                /** @description key=value; several: all of them */
                label?: string[];
                limit?: number;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
                status?: "active" | "inactive";
            };
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of subscriptions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Subscription"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    actions?: ({
                        body: string;
                        /** @constant */
                        type: "add_note";
                    } | {
                        status: string | number;
                        /** @constant */
                        type: "set_status";
                    } | {
                        priority: string | number;
                        /** @constant */
                        type: "set_priority";
                    } | {
                        agent?: string | number;
                        team?: string | number;
                        /** @constant */
                        type: "assign";
                    } | {
                        tags: string[];
                        /** @constant */
                        type: "add_tags";
                    } | {
                        tags: string[];
                        /** @constant */
                        type: "remove_tags";
                    } | {
                        field: string;
                        /** @constant */
                        type: "set_field";
                        value: ((string | number | boolean) | (string | number | boolean)[]) | null;
                    })[];
                    /**
                     * @default {
                     *       "type": "none"
                     *     }
                     */
                    auth?: {
                        /** @constant */
                        type: "none";
                    } | {
                        password?: string | null;
                        /** @constant */
                        type: "basic";
                        username: string;
                    } | {
                        token?: string | null;
                        /** @constant */
                        type: "bearer";
                    } | {
                        /** @default null */
                        audience?: string | null;
                        /**
                         * @default basic
                         * @enum {string}
                         */
                        clientAuthentication?: "basic" | "body";
                        clientId: string;
                        clientSecret?: string | null;
                        /** @default [] */
                        scopes?: string[];
                        tokenUrl: string;
                        /** @constant */
                        type: "oauth2";
                    };
                    /** @default null */
                    condition?: {
                        [key: string]: unknown;
                    } | null;
                    /** @description What is absent: the tenant's default, else the dialect's */
                    delivery?: {
                        maxConcurrency?: number;
                        maxRedirects?: number;
                        /** @enum {string} */
                        ordering?: "none" | "ticket";
                        rateLimit?: {
                            limit: number;
                            per: string;
                        } | null;
                        retrySchedule?: string[];
                        successCodes?: string;
                        timeoutMs?: number;
                        traceparent?: boolean;
                    };
                    /**
                     * @description Absent: the tenant's default, else `standard`
                     * @enum {string}
                     */
                    dialect?: "standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template";
                    /** @default {} */
                    dialectOptions?: {
                        [key: string]: unknown;
                    };
                    events: string[];
                    /** @description Absent: the tenant's defaults */
                    headers?: {
                        [key: string]: string;
                    };
                    /**
                     * @description A lasting name of your own, unique in the tenant; null: none
                     * @default null
                     */
                    key?: string | null;
                    /**
                     * @description Labels by key, as Kubernetes writes them, such as {"team":"support"}
                     * @default {}
                     */
                    labels?: {
                        [key: string]: string;
                    };
                    name: string;
                    /** @description Absent: the tenant's defaults */
                    redact?: string[];
                    secret?: string | null;
                    /**
                     * @default active
                     * @enum {string}
                     */
                    status?: "active" | "inactive";
                    /** @default null */
                    tls?: {
                        certificate: string;
                        key?: string | null;
                    } | null;
                    urls: string | string[];
                };
            };
        };
        responses: {
            /** @description The subscription */
            201: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    /** @description Path of what was created */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            412: components["responses"]["precondition-failed"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    patchSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that the change is meant for; anything else answers 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    actions?: ({
                        body: string;
                        /** @constant */
                        type: "add_note";
                    } | {
                        status: string | number;
                        /** @constant */
                        type: "set_status";
                    } | {
                        priority: string | number;
                        /** @constant */
                        type: "set_priority";
                    } | {
                        agent?: string | number;
                        team?: string | number;
                        /** @constant */
                        type: "assign";
                    } | {
                        tags: string[];
                        /** @constant */
                        type: "add_tags";
                    } | {
                        tags: string[];
                        /** @constant */
                        type: "remove_tags";
                    } | {
                        field: string;
                        /** @constant */
                        type: "set_field";
                        value: ((string | number | boolean) | (string | number | boolean)[]) | null;
                    })[];
                    auth?: {
                        /** @constant */
                        type: "none";
                    } | {
                        password?: string | null;
                        /** @constant */
                        type: "basic";
                        username: string;
                    } | {
                        token?: string | null;
                        /** @constant */
                        type: "bearer";
                    } | {
                        /** @default null */
                        audience?: string | null;
                        /**
                         * @default basic
                         * @enum {string}
                         */
                        clientAuthentication?: "basic" | "body";
                        clientId: string;
                        clientSecret?: string | null;
                        /** @default [] */
                        scopes?: string[];
                        tokenUrl: string;
                        /** @constant */
                        type: "oauth2";
                    };
                    condition?: {
                        [key: string]: unknown;
                    } | null;
                    delivery?: {
                        maxConcurrency?: number | null;
                        maxRedirects?: number | null;
                        ordering?: ("none" | "ticket") | null;
                        rateLimit?: {
                            limit: number;
                            per: string;
                        } | null;
                        retrySchedule?: string[] | null;
                        successCodes?: string | null;
                        timeoutMs?: number | null;
                        traceparent?: boolean | null;
                    };
                    /** @enum {string} */
                    dialect?: "standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template";
                    dialectOptions?: {
                        [key: string]: unknown;
                    };
                    events?: string[];
                    headers?: {
                        [key: string]: string;
                    };
                    key?: string | null;
                    /** @description Labels by key, as Kubernetes writes them, such as {"team":"support"} */
                    labels?: {
                        [key: string]: string;
                    };
                    name?: string;
                    redact?: string[];
                    secret?: string | null;
                    /** @enum {string} */
                    status?: "active" | "inactive";
                    tls?: {
                        certificate: string;
                        key?: string | null;
                    } | null;
                    urls?: string | string[];
                };
                "application/merge-patch+json": {
                    actions?: ({
                        body: string;
                        /** @constant */
                        type: "add_note";
                    } | {
                        status: string | number;
                        /** @constant */
                        type: "set_status";
                    } | {
                        priority: string | number;
                        /** @constant */
                        type: "set_priority";
                    } | {
                        agent?: string | number;
                        team?: string | number;
                        /** @constant */
                        type: "assign";
                    } | {
                        tags: string[];
                        /** @constant */
                        type: "add_tags";
                    } | {
                        tags: string[];
                        /** @constant */
                        type: "remove_tags";
                    } | {
                        field: string;
                        /** @constant */
                        type: "set_field";
                        value: ((string | number | boolean) | (string | number | boolean)[]) | null;
                    })[];
                    auth?: {
                        /** @constant */
                        type: "none";
                    } | {
                        password?: string | null;
                        /** @constant */
                        type: "basic";
                        username: string;
                    } | {
                        token?: string | null;
                        /** @constant */
                        type: "bearer";
                    } | {
                        /** @default null */
                        audience?: string | null;
                        /**
                         * @default basic
                         * @enum {string}
                         */
                        clientAuthentication?: "basic" | "body";
                        clientId: string;
                        clientSecret?: string | null;
                        /** @default [] */
                        scopes?: string[];
                        tokenUrl: string;
                        /** @constant */
                        type: "oauth2";
                    };
                    condition?: {
                        [key: string]: unknown;
                    } | null;
                    delivery?: {
                        maxConcurrency?: number | null;
                        maxRedirects?: number | null;
                        ordering?: ("none" | "ticket") | null;
                        rateLimit?: {
                            limit: number;
                            per: string;
                        } | null;
                        retrySchedule?: string[] | null;
                        successCodes?: string | null;
                        timeoutMs?: number | null;
                        traceparent?: boolean | null;
                    };
                    /** @enum {string} */
                    dialect?: "standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template";
                    dialectOptions?: {
                        [key: string]: unknown;
                    };
                    events?: string[];
                    headers?: {
                        [key: string]: string;
                    };
                    key?: string | null;
                    /** @description Labels by key, as Kubernetes writes them, such as {"team":"support"} */
                    labels?: {
                        [key: string]: string;
                    };
                    name?: string;
                    redact?: string[];
                    secret?: string | null;
                    /** @enum {string} */
                    status?: "active" | "inactive";
                    tls?: {
                        certificate: string;
                        key?: string | null;
                    } | null;
                    urls?: string | string[];
                };
            };
        };
        responses: {
            /** @description The subscription as it is now */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            412: components["responses"]["precondition-failed"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    cloneSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * @default inactive
                     * @enum {string}
                     */
                    status?: "active" | "inactive";
                };
            };
        };
        responses: {
            /** @description The copy */
            201: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    /** @description Path of what was created */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    rotateSubscriptionSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Make an Ed25519 signing key (`whsk_…`) instead of a shared secret: receivers verify with `publicKey`
                     * @default false
                     */
                    asymmetric?: boolean;
                    /** @default 86400 */
                    overlapSeconds?: number;
                    secret?: string;
                };
            };
        };
        responses: {
            /** @description The subscription with its new secret */
            200: {
                headers: {
                    /** @description The version, for `If-Match` */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    testSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    type?: string;
                };
            };
        };
        responses: {
            /** @description What the receivers answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestAnswer"];
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["conflict"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    backtestSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Absent: 7 days before `to` */
                    from?: string;
                    /** @default 10 */
                    samples?: number;
                    subscription?: {
                        /** @default [] */
                        actions?: ({
                            body: string;
                            /** @constant */
                            type: "add_note";
                        } | {
                            status: string | number;
                            /** @constant */
                            type: "set_status";
                        } | {
                            priority: string | number;
                            /** @constant */
                            type: "set_priority";
                        } | {
                            agent?: string | number;
                            team?: string | number;
                            /** @constant */
                            type: "assign";
                        } | {
                            tags: string[];
                            /** @constant */
                            type: "add_tags";
                        } | {
                            tags: string[];
                            /** @constant */
                            type: "remove_tags";
                        } | {
                            field: string;
                            /** @constant */
                            type: "set_field";
                            value: ((string | number | boolean) | (string | number | boolean)[]) | null;
                        })[];
                        /**
                         * @default {
                         *       "type": "none"
                         *     }
                         */
                        auth?: {
                            /** @constant */
                            type: "none";
                        } | {
                            password?: string | null;
                            /** @constant */
                            type: "basic";
                            username: string;
                        } | {
                            token?: string | null;
                            /** @constant */
                            type: "bearer";
                        } | {
                            /** @default null */
                            audience?: string | null;
                            /**
                             * @default basic
                             * @enum {string}
                             */
                            clientAuthentication?: "basic" | "body";
                            clientId: string;
                            clientSecret?: string | null;
                            /** @default [] */
                            scopes?: string[];
                            tokenUrl: string;
                            /** @constant */
                            type: "oauth2";
                        };
                        /** @default null */
                        condition?: {
                            [key: string]: unknown;
                        } | null;
                        /** @description What is absent: the tenant's default, else the dialect's */
                        delivery?: {
                            maxConcurrency?: number;
                            maxRedirects?: number;
                            /** @enum {string} */
                            ordering?: "none" | "ticket";
                            rateLimit?: {
                                limit: number;
                                per: string;
                            } | null;
                            retrySchedule?: string[];
                            successCodes?: string;
                            timeoutMs?: number;
                            traceparent?: boolean;
                        };
                        /**
                         * @description Absent: the tenant's default, else `standard`
                         * @enum {string}
                         */
                        dialect?: "standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template";
                        /** @default {} */
                        dialectOptions?: {
                            [key: string]: unknown;
                        };
                        events: string[];
                        /** @description Absent: the tenant's defaults */
                        headers?: {
                            [key: string]: string;
                        };
                        /**
                         * @description A lasting name of your own, unique in the tenant; null: none
                         * @default null
                         */
                        key?: string | null;
                        /**
                         * @description Labels by key, as Kubernetes writes them, such as {"team":"support"}
                         * @default {}
                         */
                        labels?: {
                            [key: string]: string;
                        };
                        /** @default Draft */
                        name?: string;
                        /** @description Absent: the tenant's defaults */
                        redact?: string[];
                        secret?: string | null;
                        /**
                         * @default active
                         * @enum {string}
                         */
                        status?: "active" | "inactive";
                        /** @default null */
                        tls?: {
                            certificate: string;
                            key?: string | null;
                        } | null;
                        urls?: string | string[];
                    };
                    subscriptionId?: string;
                    /** @description Absent: now */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description What it would have matched */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        byDay: {
                            /** Format: date */
                            date: string;
                            matched: number;
                        }[];
                        byType: {
                            matched: number;
                            type: string;
                        }[];
                        complete: boolean;
                        deliveries: number;
                        /** Format: date-time */
                        from: string;
                        matched: number;
                        samples: {
                            eventId: string;
                            /** Format: date-time */
                            receivedAt: string;
                            ticketId: string | null;
                            type: string;
                        }[];
                        scanned: number;
                        /** Format: date-time */
                        scannedFrom: string;
                        /** Format: date-time */
                        to: string;
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    bulkSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "activate" | "deactivate" | "delete";
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description What became of each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: ({
                            id: string;
                            /** @constant */
                            ok: true;
                        } | {
                            detail: string;
                            id: string;
                            /** @constant */
                            ok: false;
                        })[];
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    importTrigger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Only show what would be created
                     * @default false
                     */
                    dryRun?: boolean;
                    /** @enum {string} */
                    format: "zendesk" | "zammad";
                    /**
                     * @description Names for ids by field, for example {"ticket.state_id":{"2":"open"}}
                     * @default {}
                     */
                    lookups?: {
                        [key: string]: {
                            [key: string]: string;
                        };
                    };
                    /** @description The trigger as the product’s API gives it, with or without its wrapper */
                    trigger: {
                        [key: string]: unknown;
                    };
                    /** @description Where to deliver, instead of the webhooks’ addresses */
                    urls?: string | string[];
                    /**
                     * @description The webhooks that the trigger names, as the product’s API gives them
                     * @default []
                     */
                    webhooks?: {
                        [key: string]: unknown;
                    }[];
                };
            };
        };
        responses: {
            /** @description What became of the trigger */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        input: {
                            [key: string]: unknown;
                        };
                        notCarriedOver: {
                            detail: string;
                            pointer: string;
                        }[];
                        subscription: components["schemas"]["Subscription"] | null;
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    previewSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A CloudEvent in structured form */
                    event?: {
                        [key: string]: unknown;
                    };
                    /** @description Id of a stored event */
                    eventId?: string;
                    subscription?: {
                        /** @default [] */
                        actions?: ({
                            body: string;
                            /** @constant */
                            type: "add_note";
                        } | {
                            status: string | number;
                            /** @constant */
                            type: "set_status";
                        } | {
                            priority: string | number;
                            /** @constant */
                            type: "set_priority";
                        } | {
                            agent?: string | number;
                            team?: string | number;
                            /** @constant */
                            type: "assign";
                        } | {
                            tags: string[];
                            /** @constant */
                            type: "add_tags";
                        } | {
                            tags: string[];
                            /** @constant */
                            type: "remove_tags";
                        } | {
                            field: string;
                            /** @constant */
                            type: "set_field";
                            value: ((string | number | boolean) | (string | number | boolean)[]) | null;
                        })[];
                        /**
                         * @default {
                         *       "type": "none"
                         *     }
                         */
                        auth?: {
                            /** @constant */
                            type: "none";
                        } | {
                            password?: string | null;
                            /** @constant */
                            type: "basic";
                            username: string;
                        } | {
                            token?: string | null;
                            /** @constant */
                            type: "bearer";
                        } | {
                            /** @default null */
                            audience?: string | null;
                            /**
                             * @default basic
                             * @enum {string}
                             */
                            clientAuthentication?: "basic" | "body";
                            clientId: string;
                            clientSecret?: string | null;
                            /** @default [] */
                            scopes?: string[];
                            tokenUrl: string;
                            /** @constant */
                            type: "oauth2";
                        };
                        /** @default null */
                        condition?: {
                            [key: string]: unknown;
                        } | null;
                        /** @description What is absent: the tenant's default, else the dialect's */
                        delivery?: {
                            maxConcurrency?: number;
                            maxRedirects?: number;
                            /** @enum {string} */
                            ordering?: "none" | "ticket";
                            rateLimit?: {
                                limit: number;
                                per: string;
                            } | null;
                            retrySchedule?: string[];
                            successCodes?: string;
                            timeoutMs?: number;
                            traceparent?: boolean;
                        };
                        /**
                         * @description Absent: the tenant's default, else `standard`
                         * @enum {string}
                         */
                        dialect?: "standard" | "cloudevents" | "supportcandy" | "supportbee" | "supportgenix" | "movidesk" | "shahiassist" | "template";
                        /** @default {} */
                        dialectOptions?: {
                            [key: string]: unknown;
                        };
                        events: string[];
                        /** @description Absent: the tenant's defaults */
                        headers?: {
                            [key: string]: string;
                        };
                        /**
                         * @description A lasting name of your own, unique in the tenant; null: none
                         * @default null
                         */
                        key?: string | null;
                        /**
                         * @description Labels by key, as Kubernetes writes them, such as {"team":"support"}
                         * @default {}
                         */
                        labels?: {
                            [key: string]: string;
                        };
                        /** @default Draft */
                        name?: string;
                        /** @description Absent: the tenant's defaults */
                        redact?: string[];
                        secret?: string | null;
                        /**
                         * @default active
                         * @enum {string}
                         */
                        status?: "active" | "inactive";
                        /** @default null */
                        tls?: {
                            certificate: string;
                            key?: string | null;
                        } | null;
                        urls?: string | string[];
                    };
                    subscriptionId?: string;
                };
            };
        };
        responses: {
            /** @description What it would make of the event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        considered: {
                            eventId: string;
                            /** @enum {string} */
                            reason: "fired" | "inactive" | "type_not_selected" | "condition_false" | "deduplicated" | "merged" | "throttled" | "hop_limit" | "created_later" | "pending";
                            type: string;
                        }[];
                        detail: string;
                        eventId: string;
                        eventType: string;
                        explanation: {
                            [key: string]: unknown;
                        };
                        matched: boolean;
                        /** @enum {string} */
                        reason: "fired" | "inactive" | "type_not_selected" | "condition_false" | "deduplicated" | "merged" | "throttled" | "hop_limit" | "created_later" | "pending";
                        request: {
                            body: string;
                            error: string | null;
                            headers: {
                                [key: string]: string;
                            };
                            method: string;
                            trigger: string | null;
                            url: string;
                            warnings: string[];
                        } | null;
                        requests: {
                            body: string;
                            error: string | null;
                            headers: {
                                [key: string]: string;
                            };
                            method: string;
                            trigger: string | null;
                            url: string;
                            warnings: string[];
                        }[];
                    };
                };
            };
            400: components["responses"]["malformed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getTicketSla: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Id of the tenant */
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clocks as they stand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketSla"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            422: components["responses"]["invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
}
