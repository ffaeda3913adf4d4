export { ContainerBuilder } from './wiring/container-builder.js';
