import type { ConditionFields, DialectInfo } from '@deskhook/contracts';
import { dialect, DIALECT_NAMES, DIALECTS, sampleOf } from '@deskhook/dialects';
import { EVENT_CATALOGUE, EVENT_TYPES, isEventType, nearestName } from '@deskhook/domain';
import { Controller, Header } from '@nestjs/common';
import { conditionFieldsView } from './condition-fields-view.js';
import { dialectInfo, dialectsOf, listedDialect } from './dialect-view.js';
import { eventTypeSchema } from './event-type-schema.js';
import { failure } from './failures.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import {
  catalogueOperations as operations,
  type Dialects,
  type EventTypes,
} from './operations/catalogue.operations.js';

@Controller()
export class CatalogueController {
  @Handles(operations.eventTypes)
  eventTypes(): EventTypes {
    const items = Object.entries(EVENT_CATALOGUE).map(([type, description]) => ({
      type,
      description,
      schema: `/v1/event-types/${type}/schema`,
      sample: `/v1/event-types/${type}/sample`,
      dialects: dialectsOf(type),
    }));
    return { items, nextCursor: null };
  }

  @Handles(operations.schema)
  @Header('content-type', 'application/schema+json')
  schema(@Input() { params }: InputOf<typeof operations.schema>): string {
    if (!isEventType(params.type)) throw unknownType(params.type);
    return JSON.stringify(eventTypeSchema(params.type));
  }

  @Handles(operations.sample)
  sample(@Input() { params }: InputOf<typeof operations.sample>): Record<string, unknown> {
    const context = { tenant: 'acme', id: `sample-${params.type}`, now: new Date() };
    const sample = sampleOf(DIALECTS.standard, params.type, context);
    if (sample === null) throw unknownType(params.type);
    return { ...sample.event };
  }

  @Handles(operations.conditionFields)
  conditionFields(): ConditionFields {
    return conditionFieldsView();
  }

  @Handles(operations.dialects)
  dialects(): Dialects {
    return { items: Object.values(DIALECTS).map(listedDialect), nextCursor: null };
  }

  @Handles(operations.dialect)
  dialect(@Input() { params }: InputOf<typeof operations.dialect>): DialectInfo {
    const name = DIALECT_NAMES.find((one) => one === params.name);
    if (name === undefined) throw unknownDialect(params.name);
    return dialectInfo(dialect(name));
  }
}

function unknownType(type: string) {
  const near = nearestName(type, EVENT_TYPES);
  const hint = near === null ? 'see GET /v1/event-types' : `did you mean "${near}"?`;
  return failure('not-found', `There is no event type "${type}": ${hint}`);
}

function unknownDialect(name: string) {
  const near = nearestName(name, DIALECT_NAMES);
  const hint = near === null ? 'see GET /v1/dialects' : `did you mean "${near}"?`;
  return failure('not-found', `There is no dialect "${name}": ${hint}`);
}
