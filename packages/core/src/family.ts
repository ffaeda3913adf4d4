declare const serviceOf: unique symbol;
declare const givenOf: unique symbol;

/**
 * A kind of part, such as "neck": what it does (`Service`) and what its surroundings hand it when it is built (`Given`),
 * for example the levels of the backbone below. `Given` never comes from the config.
 */
export interface Family<Service, Given = object> {
  /** Kebab-case name, used in messages, schema files and `ecm config list`. */
  readonly name: string;
  readonly [serviceOf]?: Service;
  readonly [givenOf]?: (given: Given) => void;
}

/** Defines a family of parts. */
export function defineFamily<Service, Given = object>(name: string): Family<Service, Given> {
  return { name };
}
