import type { ComponentSchema } from '@ecm/core';

import type { Catalogue } from './catalogue.js';

type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
const definitionOf = (family: string, type: string): string => `${family}.${type}`;

/**
 * One JSON schema for editors: the outer schema, and for every slot a choice among the components of its family. Slots and
 * objects may also be `{ "include": file }`.
 *
 * @param outer schema of the whole document
 * @param id `$id` of the document
 */
export function schemaDocument(outer: ComponentSchema, catalogue: Catalogue, id: string): Schema {
  const definitions: Record<string, unknown> = { include: includeSchema };
  for (const family of catalogue.families) {
    const components = catalogue.components(family);
    for (const component of components) definitions[definitionOf(family, component.type)] = withChoices(component.schema);
    definitions[family] = { anyOf: [...components.map(({ type }) => reference(definitionOf(family, type))), reference('include')] };
  }
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: id, ...withChoices(outer), $defs: definitions };
}

const reference = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

const includeSchema = {
  type: 'object',
  properties: { include: { type: 'string', description: 'JSON file that takes this place, relative to this file.' } },
  required: ['include'],
  additionalProperties: false,
};

function withChoices(schema: Schema): Schema {
  const slot = schema['x-slot'];
  if (typeof slot === 'string') {
    const { description, default: preset } = schema;
    return {
      ...(description === undefined ? {} : { description }),
      ...(preset === undefined ? {} : { default: preset }),
      ...reference(slot),
    };
  }
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === 'properties' && isObject(value)) {
      return [key, Object.fromEntries(Object.entries(value).map(([name, child]) => [name, isObject(child) ? withChoices(child) : child]))];
    }
    if (key === 'items' && isObject(value)) return [key, withChoices(value)];
    if ((key === 'anyOf' || key === 'oneOf') && Array.isArray(value)) {
      return [key, value.map((child: unknown) => (isObject(child) ? withChoices(child) : child))];
    }
    return [key, value];
  });
  return Object.fromEntries(entries);
}
