import type { Family } from './family.js';
import type { ServiceOf, Token } from './token.js';

/** Config of a slot: the component's type name and its options. */
export interface TypedConfig {
  readonly type: string;
}

/** Tokens by the name under which `create` receives the service. */
export type ServiceTokens = Readonly<Record<string, Token<unknown>>>;

/** Services by name, as `create` receives them. */
export type ServicesOf<Tokens extends ServiceTokens> = { readonly [Name in keyof Tokens]: ServiceOf<Tokens[Name]> };

/** JSON schema of a component's config, written `as const`. */
export type ComponentSchema = Readonly<Record<string, unknown>>;

/** What `create` knows about its surroundings besides its config. */
export interface Surroundings<Given, Services> {
  /** Facts handed down by the part that owns the slot. */
  readonly given: Given;
  /** The services that the component asked for. */
  readonly services: Services;
  /** JSON pointer of this component in the config, e.g. `/model/neck`; pass `${path}/slot` on to slots of your own. */
  readonly path: string;
}

/** One buildable part: the slot it fits, its type name, its options and how to make it. */
export interface Component<Config extends TypedConfig, Tokens extends ServiceTokens, Service, Given> {
  readonly family: Family<Service, Given>;
  readonly type: Config['type'];
  readonly schema: ComponentSchema;
  readonly services: Tokens;
  readonly create: (config: Config, surroundings: Surroundings<Given, ServicesOf<Tokens>>) => Service;
}

/** A component whose types are not known to the reader: what catalogues and containers hold. */
export interface AnyComponent {
  readonly family: Family<unknown, never>;
  readonly type: string;
  readonly schema: ComponentSchema;
  readonly services: ServiceTokens;
  readonly create: (config: never, surroundings: never) => unknown;
}

/**
 * Describes a component; the config type is given, the rest is inferred:
 * `defineComponent<EcmLossConfig>()({ family, type: 'ecm', schema, services: {}, create: (config, { given }) => … })`.
 */
export function defineComponent<Config extends TypedConfig>() {
  return <const Tokens extends ServiceTokens, Service, Given>(
    component: Component<Config, Tokens, Service, Given>,
  ): Component<Config, Tokens, Service, Given> => component;
}
