import type { AnyComponent, ServiceTokens } from '@ecm/core';
import { ContainerModule } from 'inversify';

/** Makes the object of one slot from its checked config. */
export type PartFactory = (config: unknown, path: string, given: unknown) => unknown;

/** Identifier under which the factories of a family are bound, named by component type. */
export const factoryKey = (family: string): symbol => Symbol.for(`@ecm/factory/${family}`);

/** Binds one factory per component: the container supplies its services, the config its options. */
export function componentModule(components: readonly AnyComponent[]): ContainerModule {
  return new ContainerModule(({ bind }) => {
    for (const component of components) {
      const names = Object.keys(component.services);
      const keys = Object.values(component.services).map((token) => token.key);
      bind<PartFactory>(factoryKey(component.family.name))
        .toResolvedValue((...services: unknown[]) => factoryOf(component, names, services), keys)
        .inTransientScope()
        .whenNamed(component.type);
    }
  });
}

function factoryOf(component: AnyComponent, names: readonly string[], values: readonly unknown[]): PartFactory {
  const services = Object.fromEntries(names.map((name, index) => [name, values[index]])) as ServiceTokens;
  const create = component.create as (config: unknown, surroundings: unknown) => unknown;
  return (config, path, given) => create(config, { given, services, path });
}
