import { DIALECTS } from '@deskhook/dialects';
import { EVENT_CATALOGUE, EVENT_TYPES, isEventType, nearestName } from '@deskhook/domain';
import { Controller, Header } from '@nestjs/common';
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
    }));
    return { items, nextCursor: null };
  }

  @Handles(operations.schema)
  @Header('content-type', 'application/schema+json')
  schema(@Input() { params }: InputOf<typeof operations.schema>): string {
    if (!isEventType(params.type)) throw unknownType(params.type);
    return JSON.stringify(eventTypeSchema(params.type));
  }

  @Handles(operations.dialects)
  dialects(): Dialects {
    const items = Object.values(DIALECTS).map(({ name, title, signsByDefault, defaults }) => ({
      name,
      title,
      signsByDefault,
      delivery: { ...defaults, retrySchedule: [...defaults.retrySchedule] },
    }));
    return { items, nextCursor: null };
  }
}

function unknownType(type: string) {
  const near = nearestName(type, EVENT_TYPES);
  const hint = near === null ? 'see GET /v1/event-types' : `did you mean "${near}"?`;
  return failure('not-found', `There is no event type "${type}": ${hint}`);
}
