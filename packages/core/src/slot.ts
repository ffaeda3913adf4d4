/**
 * JSON schema of a place in a config that names a component; give a slot its default by spreading it:
 * `{ ...slot('neck', 'Feature maps to the pyramid.'), default: { type: 'fpn' } }`.
 *
 * @param family name of the family whose components fit, see {@link defineFamily}
 * @param description what the component in this place is for
 */
export const slot = <const Family extends string>(family: Family, description: string) =>
  ({ type: 'object', properties: { type: { type: 'string' } }, required: ['type'], 'x-slot': family, description }) as const;
