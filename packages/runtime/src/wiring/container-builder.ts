import { Catalogue, validateSlot } from '@ecm/config';
import type { AnyComponent, Builder, Family, Token, TypedConfig } from '@ecm/core';
import { BuilderToken, ConfigError } from '@ecm/core';
import { Container } from 'inversify';

import { componentModule, factoryKey, type PartFactory } from './component-module.js';

/** The builder over an inversify container: the only place that asks the container for anything. */
export class ContainerBuilder implements Builder {
  readonly catalogue: Catalogue;
  readonly #container = new Container({ defaultScope: 'Singleton' });

  constructor(components: readonly AnyComponent[]) {
    this.catalogue = new Catalogue(components);
    this.#container.bind(BuilderToken.key).toConstantValue(this);
    this.#container.load(componentModule(components));
  }

  /** Makes a service available to components that ask for its token; replaces an earlier one. */
  provide<Service>(token: Token<Service>, service: Service): void {
    if (this.#container.isBound(token.key)) this.#container.unbind(token.key);
    this.#container.bind(token.key).toConstantValue(service);
  }

  build<Service, Given>(family: Family<Service, Given>, config: TypedConfig, path: string, given: Given): Service {
    const checked = validateSlot(config, family.name, this.catalogue, path);
    if (checked.problems.length > 0) throw new ConfigError(checked.problems);
    this.#requireServices(family.name, config.type, path);
    const factory = this.#container.get<PartFactory>(factoryKey(family.name), { name: config.type });
    return factory(checked.config, path, given) as Service;
  }

  #requireServices(family: string, type: string, path: string): void {
    for (const token of Object.values(this.catalogue.find(family, type, path).services)) {
      if (!this.#container.isBound(token.key)) {
        throw new ConfigError([{ path, message: `"${type}" needs the service "${token.name}", which this command does not provide.` }]);
      }
    }
  }
}
