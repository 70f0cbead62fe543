import { z } from 'zod';
import { fitsDepth } from './json-depth.js';

const DEPTH_MAX = 100;

/**
 * A condition as JSON (contract, section 3). Only its outline is checked here; `parseCondition` of the domain judges it
 * and names every fault by a pointer.
 */
export const conditionSchema = z
  .record(z.string(), z.unknown())
  .refine(
    (condition) => fitsDepth(condition, DEPTH_MAX),
    `must not be nested deeper than ${DEPTH_MAX} levels`,
  )
  .describe(
    '`{"all":[…]}`, `{"any":[…]}`, `{"not":…}`, nested, or a test `{"field","op","value"}`; `GET /v1/condition-fields` has the fields and operators',
  );
