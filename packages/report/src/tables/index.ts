export type { ApTable } from './ap-table.js';
export { apTables, apTableText } from './ap-table.js';
export { csvText } from './csv-text.js';
