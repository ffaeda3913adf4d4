declare const serviceOf: unique symbol;

/** Identifier of a service that carries the service's type. Equal names give equal tokens, also across copies of this module. */
export interface Token<Service> {
  readonly key: symbol;
  readonly name: string;
  /** Type only, never present at run time. */
  readonly [serviceOf]?: Service;
}

/** Makes the token of a service; `name` is shown in messages, e.g. `"class-statistics"`. */
export function createToken<Service>(name: string): Token<Service> {
  return { key: Symbol.for(`@ecm/${name}`), name };
}

/** The service type behind a token. */
export type ServiceOf<T> = T extends Token<infer Service> ? Service : never;
