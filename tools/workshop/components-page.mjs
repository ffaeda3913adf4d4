const cell = (text) =>
  String(text ?? '')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');

const optionRow = ([name, option]) => {
  const kind = option['x-slot']
    ? `slot: ${option['x-slot']}`
    : option.enum
      ? option.enum.join(', ')
      : option.const !== undefined
        ? JSON.stringify(option.const)
        : (option.type ?? '');
  const preset = option.default === undefined ? '' : `\`${JSON.stringify(option.default)}\``;
  return `| \`${name}\` | ${cell(kind)} | ${cell(preset)} | ${cell(option.description)} |`;
};

const section = ({ family, type, schema }) => {
  const options = Object.entries(schema.properties ?? {}).filter(([name]) => name !== 'type');
  const table =
    options.length === 0
      ? 'No options.'
      : ['| option | kind | default | meaning |', '| --- | --- | --- | --- |', ...options.map(optionRow)].join('\n');
  return `### ${family.name} \`${type}\`\n\n${schema.description ?? ''}\n\n${table}\n`;
};

const byName = (a, b) => (a.family.name + a.type < b.family.name + b.type ? -1 : 1);

/** The page that lists every component with its options, made from the schemas. */
export function componentsPage(components) {
  const sorted = [...components].sort(byName);
  const rows = sorted.map(({ family, type, schema }) => `| ${family.name} | \`${type}\` | ${cell(schema.description)} |`);
  return [
    '# Components',
    '',
    'Made from the schemas by `npm run generate`; do not edit.',
    '',
    '| family | type | what it is |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '## Options',
    '',
    ...sorted.map(section),
  ].join('\n');
}
