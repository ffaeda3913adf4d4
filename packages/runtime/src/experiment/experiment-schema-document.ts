import { Catalogue, schemaDocument } from '@ecm/config';

import { allComponents } from '../wiring/all-components.js';
import { experimentSchema } from './experiment.schema.js';

/** The JSON schema of experiment files for editors: every slot offers the components that can fill it. */
export function experimentSchemaDocument(): Readonly<Record<string, unknown>> {
  const overridable = {
    ...experimentSchema,
    properties: {
      $schema: { type: 'string', description: 'This schema, for editors.' },
      ...experimentSchema.properties,
      set: { type: 'object', description: 'New values by JSON pointer, applied after includes.', additionalProperties: true },
    },
  };
  return schemaDocument(overridable, new Catalogue(allComponents), 'experiment.schema.json');
}
